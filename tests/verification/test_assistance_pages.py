"""The pages of the assistance desk: asking, signing, answering, disputing, ruling; and who sees what."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests import builders
from tests.builders import Hours
from tests.verification import assisting as a

from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers
from nuocheng.people import queries as people
from nuocheng.verification import queries
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.queries import assistance
from nuocheng.verification.queries.responses import responses

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.5")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _the_day_after(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(builders.MORNING + timedelta(days=1))
    monkeypatch.setattr(timezone, "now", hours.next)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def client(role: Role, department: str = builders.DEPARTMENT) -> Client:
    """Return the browser of somebody who holds a post."""
    made = Client()
    where = department.rpartition("-")[2]
    name = f"{where}-{role}"
    held = people.account(name) or builders.an_account(role, department, name=name)
    made.force_login(held, BACKEND)
    return made


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def a_scan() -> SimpleUploadedFile:
    out = BytesIO()
    Image.effect_noise((240, 160), 80).convert("RGB").save(out, "PNG")
    return SimpleUploadedFile("复函.png", out.getvalue(), "image/png")


def filled_in(page: str, **changed: object) -> dict[str, object]:
    """Return the form of a new request as the page offers it, but for what is changed."""
    assert "核实“" in page
    return {
        "why": "部门内部核查：查无数据",
        "asked": a.ASKED,
        "body": "",
        "address": "",
        "discloses": "yes",
        "urgency": "standard",
        "purpose": "核实低保承诺",
        "basis": "白政办发〔2020〕20号三（八）",
        "contact": "冯川，0943-0000120",
        **changed,
    }


def the_request() -> AssistanceRequest:
    return AssistanceRequest.objects.get()


def test_a_request_goes_from_the_task_to_the_signature_the_answer_and_back_into_the_task() -> None:
    task, other = a.asked_in_vain(Hours())
    verifier, reviewer = client(Role.VERIFIER), client(Role.REVIEWER)
    page = verifier.get(f"/desk/verify/{task.reference}")
    assert f'href="/desk/verify/{task.reference}/assist"' in said(page)
    page = verifier.get(f"/desk/verify/{task.reference}/assist")
    assert "部门内部核查：查无数据" in said(page)
    assert "5个工作日" in said(page)
    wish = filled_in(said(page), tasks=[task.reference, other.reference])
    answer = verifier.post(f"/desk/verify/{task.reference}/assist", wish)
    one = the_request()
    assert answer["Location"] == f"/desk/assist/{one.reference}"

    asked = client(Role.VERIFIER, a.ASKED)
    assert asked.get(f"/desk/assist/{one.reference}").status_code == 404, "a draft is nobody else's business"
    assert one.reference not in said(asked.get("/desk/assist/inbox"))
    assert reviewer.get(f"/desk/assist/{one.reference}/letter").status_code == 404
    assert one.reference in said(reviewer.get("/desk/assist"))
    assert "签发协查函" in said(reviewer.get(f"/desk/assist/{one.reference}/send"))
    assert reviewer.post(f"/desk/assist/{one.reference}/send").status_code == 303

    assert one.reference in said(asked.get("/desk/assist/inbox"))
    assert asked.post(f"/desk/assist/{one.reference}/acknowledge").status_code == 303
    form = said(asked.get(f"/desk/assist/{one.reference}/answer"))
    assert "低保状态：是不是“享受中”" in form
    assert "复函扫描件" not in form
    reply = {"word_1": "confirmed", "word_2": "denied", "observed_2": "", "signed_by": a.SIGNED}
    answer = asked.post(f"/desk/assist/{one.reference}/answer", reply)
    assert answer.status_code == 422
    assert "请写明登记的是什么：保障人数" in said(answer)
    reply["observed_2"] = "4"
    assert (
        asked.post(f"/desk/assist/{one.reference}/answer", {**reply, "page_1": a_scan()}).status_code == 303
    )
    [held] = assistance.draft_pages(one.reference)
    kept = f"/desk/assist/{one.reference}/drafts/{held.pk}"
    signs = client(Role.REVIEWER, a.ASKED)
    assert one.reference in said(signs.get("/desk/assist/inbox"))
    assert "写好的答复，等签发" in said(signs.get(f"/desk/assist/{one.reference}"))
    assert signs.get(kept).status_code == 200
    assert verifier.get(kept).status_code == 404, "until it is signed nobody else sees it"
    assert "写好的答复" not in said(verifier.get(f"/desk/assist/{one.reference}"))
    assert asked.post(f"/desk/assist/{one.reference}/sign-answer", {"signed_by": "尹"}).status_code == 403
    signed = signs.post(f"/desk/assist/{one.reference}/send-draft-back", {"reason": "请写哪天登记的"})
    assert signed.status_code == 303
    again = said(asked.get(f"/desk/assist/{one.reference}/answer"))
    assert "请写哪天登记的" in again
    assert 'value="4"' in again, "what was written stands there again"
    assert asked.post(f"/desk/assist/{one.reference}/answer", reply).status_code == 303
    assert signs.post(f"/desk/assist/{one.reference}/sign-answer", {"signed_by": ""}).status_code == 422
    assert signs.post(f"/desk/assist/{one.reference}/sign-answer", {"signed_by": a.SIGNED}).status_code == 303

    verifier = client(Role.VERIFIER)  # a day has passed since they signed in
    page = said(verifier.get(f"/desk/assist/{one.reference}"))
    assert [word for word in ("属实", "不属实", a.SIGNED, "采用答复") if word not in page] == []
    assert verifier.post(f"/desk/assist/{one.reference}/use").status_code == 303
    page = said(verifier.get(f"/desk/verify/{other.reference}"))
    assert "部门间行政协助" in page
    assert a.ASKED_NAME in page
    assert "用时0毫秒" not in page
    assert queries.task(other.reference).outcome == "contradicted"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"tasks": []}, "请至少选一个要核实的事实"),
        ({"why": " "}, "请写明为什么要请别的单位协助，例如：平台上查无数据"),
        ({"asked": ""}, "请选择被协助单位"),
        ({"asked": "outside"}, "请选被协助单位；不在名单里的，写单位全称和寄送地址"),
        (
            {"asked": "outside", "body": "外地民政局"},
            "请写寄送地址：这个单位在系统里没有账号，协查函要寄过去",
        ),
        ({"discloses": ""}, "请选择告诉对方多少"),
        ({"urgency": "sometime"}, "请选择缓急"),
        ({"purpose": ""}, "请填写用途"),
        ({"contact": "长" * 81}, "联系人和电话太长了，请写在80个字以内"),
    ],
)
def test_a_request_that_lacks_something_is_told_what_and_keeps_what_was_typed(
    changed: dict[str, object], sentence: str
) -> None:
    task, _ = a.asked_in_vain(Hours())
    verifier = client(Role.VERIFIER)
    page = said(verifier.get(f"/desk/verify/{task.reference}/assist"))
    own = {"tasks": [task.reference], "basis": "只此一处的依据"}
    typed = filled_in(page, **{**own, **changed})
    answer = verifier.post(f"/desk/verify/{task.reference}/assist", typed)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "只此一处的依据" in said(answer)
    assert not AssistanceRequest.objects.exists()


def test_what_was_not_asked_online_is_not_asked_of_others() -> None:
    builders.some_departments()
    case = builders.a_granted_case(hours=Hours())
    task = queries.tasks_of(case.reference)[0]
    verifier = client(Role.VERIFIER)
    page = said(verifier.get(f"/desk/verify/{task.reference}/assist"))
    typed = filled_in(page, tasks=[task.reference])
    answer = verifier.post(f"/desk/verify/{task.reference}/assist", typed)
    assert (answer.status_code, AssistanceRequest.objects.count()) == (422, 0)
    assert "还没有在线查过" in said(answer)


def test_a_new_request_begins_from_a_task_of_ones_own() -> None:
    task, _ = a.asked_in_vain(Hours())
    assert client(Role.VERIFIER).get("/desk/verify/2026-99999-1/assist").status_code == 404
    stranger = client(Role.VERIFIER, a.ASKED)
    assert stranger.get(f"/desk/verify/{task.reference}/assist").status_code == 404


def test_a_refusal_is_disputed_and_the_bureau_rules() -> None:
    one = a.refused(Hours())
    verifier, bureau, asked = client(Role.VERIFIER), client(Role.BUREAU, ""), client(Role.VERIFIER, a.ASKED)
    page = said(verifier.get(f"/desk/assist/{one.reference}"))
    assert a.REASON["reason"] in page
    where = f"/desk/assist/{one.reference}"
    assert "请写明理由" in said(verifier.post(f"{where}/dispute", {"reason": " "}))
    assert verifier.post(f"{where}/dispute", {"reason": "就业登记归人社局"}).status_code == 303
    listed = said(bureau.get("/lead/assist"))
    assert one.reference in listed
    page = said(bureau.get(where))
    assert all(word in page for word in (a.REASON["reason"], "就业登记归人社局", "裁定：应当协助"))
    assert one.party not in page, "to rule on it nobody needs the whole number"
    assert bureau.post(f"{where}/require-answer", {"reason": "人社局保管"}).status_code == 303
    assert "人社局保管" in said(asked.get(where))
    assert assistance.request(one.reference).state == "acknowledged"


def test_the_wrong_body_sends_it_back_and_who_asked_goes_another_way() -> None:
    one = a.sent(Hours())
    asked, verifier = client(Role.VERIFIER, a.ASKED), client(Role.VERIFIER)
    where = f"/desk/assist/{one.reference}"
    assert "24小时" in said(asked.get(f"{where}/acknowledge"))
    assert asked.post(f"{where}/return", {"reason": "由区医保局登记"}).status_code == 303
    assert one.reference in said(verifier.get("/desk/assist?tab=to_act"))
    assert verifier.post(f"{where}/close").status_code == 303
    assert "对方退回" in said(verifier.get("/desk/assist?tab=closed"))


def test_the_whole_number_is_seen_only_while_it_is_to_be_looked_up() -> None:
    hours = Hours()
    one = a.sent(hours)
    asked = client(Role.VERIFIER, a.ASKED)
    where = f"/desk/assist/{one.reference}"
    assert one.party in said(asked.get(where))
    assert a.WHY not in said(asked.get(where)), "why data gave nothing is the asking side's own"
    a.reply(hours, one.reference)
    assert one.party not in said(asked.get(where))


def test_a_step_of_the_other_side_is_not_offered_and_not_taken() -> None:
    one = a.sent(Hours())
    where = f"/desk/assist/{one.reference}"
    verifier, reviewer, bureau = client(Role.VERIFIER), client(Role.REVIEWER), client(Role.BUREAU, "")
    for who in (verifier, reviewer, bureau):
        assert f'href="{where}/answer"' not in said(who.get(where))
        assert who.get(f"{where}/answer").status_code == 403
        assert who.post(f"{where}/acknowledge").status_code == 403
    assert verifier.get(f"{where}/nothing").status_code == 404
    assert client(Role.VERIFIER, "620402-wjj").get(where).status_code == 404
    assert assistance.request(one.reference).state == "sent"


def test_a_step_that_comes_too_late_says_so_and_writes_nothing() -> None:
    one = a.closed(Hours())
    answer = client(Role.VERIFIER).post(f"/desk/assist/{one.reference}/withdraw", {"reason": "不用了"})
    assert answer.status_code == 409
    assert "不能办这一步" in said(answer)
    assert assistance.request(one.reference).entries == one.entries


def test_a_reply_on_paper_is_entered_with_its_scan_and_can_be_fetched_again() -> None:
    one = a.sent(Hours(), a.to_a_body_outside)
    verifier = client(Role.VERIFIER)
    where = f"/desk/assist/{one.reference}"
    assert "录入复函" in said(verifier.get(where))
    reply = {"word_1": "confirmed", "word_2": "no_record", "signed_by": "王某 科长"}
    answer = verifier.post(f"{where}/answer", reply)
    assert answer.status_code == 422
    assert "请上传复函的扫描件" in said(answer)
    answer = verifier.post(f"{where}/answer", {**reply, "page_1": a_scan()})
    assert answer.status_code == 303
    [page] = assistance.reply_pages(one.reference)
    assert f"/pages/{page.pk}" in said(verifier.get(where))
    fetched = verifier.get(f"{where}/pages/{page.pk}")
    assert fetched.status_code == 200
    assert "attachment" in fetched["Content-Disposition"]
    assert client(Role.VERIFIER, a.ASKED).get(f"{where}/pages/{page.pk}").status_code == 404
    assert client(Role.CLERK).get(f"{where}/pages/{page.pk}").status_code == 403


def test_a_scan_that_cannot_be_kept_is_refused_beside_its_field() -> None:
    one = a.sent(Hours(), a.to_a_body_outside)
    bad = SimpleUploadedFile("复函.docx", b"PK\x03\x04nothing", "application/zip")
    reply = {"word_1": "confirmed", "word_2": "no_record", "signed_by": "王某 科长", "page_1": bad}
    answer = client(Role.VERIFIER).post(f"/desk/assist/{one.reference}/answer", reply)
    assert answer.status_code == 422
    assert "文件没有存，请改好后重新选文件" in said(answer)


def test_the_letter_is_a_paper_for_both_sides() -> None:
    one = a.sent(Hours())
    for who in (client(Role.VERIFIER), client(Role.VERIFIER, a.ASKED)):
        answer = who.get(f"/desk/assist/{one.reference}/letter")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")


def test_lists_take_as_many_statements_for_fifty_as_for_one(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    one = a.sent(Hours())
    rows = [replace_row(one, f"X2026-{place:05d}") for place in range(100, 160)]
    AssistanceRequest.objects.bulk_create(rows)
    verifier, bureau = client(Role.VERIFIER), client(Role.BUREAU, "")
    for who, url in ((verifier, "/desk/assist?tab=waiting"), (bureau, "/lead/assist?tab=waiting")):
        who.get(url)
        with django_assert_max_num_queries(12):
            answer = who.get(url)
        assert answer.status_code == 200, (url, answer.headers)
        assert "下一页" in said(answer)


def replace_row(one: AssistanceRequest, reference: str) -> AssistanceRequest:
    row = AssistanceRequest.objects.get(pk=one.pk)
    row.pk = row.reference = reference
    row.code = reference[-13:]
    row._state.adding = True
    return row


class TestByCode:
    """A body without accounts answers by the code that came with its letter."""

    REPLY: ClassVar[dict[str, str]] = {
        "step": "answer",
        "word_1": "confirmed",
        "word_2": "no_record",
        "signed_by": "王某 科长",
    }

    def letter(self) -> tuple[AssistanceRequest, str, str]:
        """Return a letter that was sent, its address, and the code as the desk was shown it."""
        one = a.sent(Hours(), a.to_a_body_outside)
        page = client(Role.VERIFIER).post(f"/desk/assist/{one.reference}/code")
        [code] = re.findall(r'class="mono">(\w{4}-\w{4}-\w{4})<', said(page))
        assert page["Cache-Control"] == "private, no-store"
        return one, f"/assist/{one.code}", code

    def test_the_letter_is_genuine_and_the_code_opens_it_once(self) -> None:
        one, where, code = self.letter()
        body = Client()
        page = said(body.get(where))
        assert "这份协查函是真的" in page
        assert one.party_name not in page, "without the code nobody learns whom it is about"
        page = said(body.post(where, {"code": f" {code.lower().replace('-', '')} "}))
        assert one.party_name in page
        assert one.party not in page, "the whole number is in the closed letter only"
        assert "低保状态：是不是“享受中”" in page
        answer = body.post(where, {**self.REPLY, "code": code, "word_2": ""})
        assert answer.status_code == 422
        assert "请答复“保障人数”" in said(answer)
        assert "收到您的答复了" in said(body.post(where, {**self.REPLY, "code": code}))
        [*replies] = assistance.replies(one.reference, 1)
        assert [(reply.word, reply.way) for reply in replies] == [
            ("confirmed", "code"),
            ("no_record", "code"),
        ]
        again = body.post(where, {**self.REPLY, "code": code})
        assert again.status_code == 409
        assert "不用再答复" in said(again)
        assert "凭答复码在网上答复" in said(client(Role.REVIEWER).get(f"/desk/assist/{one.reference}"))

    def test_the_code_also_acknowledges_sends_back_and_refuses_each_after_asking_once_more(self) -> None:
        one, where, code = self.letter()
        body = Client()
        page = said(body.post(where, {"code": code, "step": "acknowledge"}))
        assert "已签收" in page
        assert assistance.request(one.reference).state == "acknowledged"
        assert "先签收" not in page
        sure = said(body.post(where, {"code": code, "step": "return"}))
        assert "不归我们管" in sure
        assert assistance.request(one.reference).state == "acknowledged", "it was only asked"
        bare = body.post(where, {"code": code, "step": "return", "sure": "1", "reason": " "})
        assert bare.status_code == 422
        done = body.post(where, {"code": code, "step": "return", "sure": "1", "reason": "由街道办登记"})
        assert "已退回" in said(done)
        asking = said(client(Role.VERIFIER).get(f"/desk/assist/{one.reference}"))
        assert "由街道办登记" in asking
        assert "凭答复码" in asking
        assert body.post(where, {"code": code, "step": "refuse"}).status_code == 409

    def test_the_code_refuses_and_no_other_code_does(self) -> None:
        one, where, code = self.letter()
        said_so = {"step": "refuse", "sure": "1", "reason": "不能提供"}
        assert Client().post(where, {**said_so, "code": "0000-0000-0000"}).status_code == 422
        assert assistance.request(one.reference).state == "sent"
        assert "已拒绝" in said(Client().post(where, {**said_so, "code": code}))
        assert assistance.request(one.reference).state == "refused"

    def test_files_go_both_ways_and_only_with_the_code(self) -> None:
        file = replace(a.PAGE, filename="户口簿.png")
        one = a.sent(Hours(), lambda wish: replace(a.to_a_body_outside(wish), enclosures=(file,)))
        where, verifier = f"/assist/{one.code}", client(Role.VERIFIER)
        page = said(verifier.post(f"/desk/assist/{one.reference}/code"))
        [code] = re.findall(r'class="mono">(\w{4}-\w{4}-\w{4})<', page)
        [held] = assistance.enclosures(one.reference)
        wanted = {"step": "file", "key": str(held.pk)}
        assert "户口簿.png" in said(Client().post(where, {"code": code}))
        fetched = Client().post(where, {**wanted, "code": code})
        assert (fetched.status_code, fetched.content) == (200, file.content)
        assert "attachment" in fetched["Content-Disposition"]
        assert Client().post(where, {**wanted, "code": "0000-0000-0000"}).status_code == 422
        assert Client().post(where, {"step": "file", "key": "nothing", "code": code}).status_code == 404
        assert verifier.get(f"/desk/assist/{one.reference}/files/{held.pk}").status_code == 200
        other = client(Role.VERIFIER, a.ASKED)
        assert other.get(f"/desk/assist/{one.reference}/files/{held.pk}").status_code == 404
        answer = Client().post(where, {**self.REPLY, "code": code, "page_1": a_scan()})
        assert "收到您的答复了" in said(answer)
        [back] = assistance.reply_pages(one.reference)
        assert back.filename in said(verifier.get(f"/desk/assist/{one.reference}"))

    def test_a_code_that_is_wrong_replaced_or_too_old_opens_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, where, code = self.letter()
        body = Client()
        for wrong in ("0000-0000-0000", "7K3M", "一二三"):
            answer = body.post(where, {"code": wrong})
            assert answer.status_code == 422
            assert one.party_name not in said(answer)
        newer = said(client(Role.VERIFIER).post(f"/desk/assist/{one.reference}/code"))
        assert code not in newer
        assert body.post(where, {"code": code}).status_code == 422
        [code] = re.findall(r'class="mono">(\w{4}-\w{4}-\w{4})<', newer)
        assert body.post(where, {"code": code}).status_code == 200
        monkeypatch.setattr(timezone, "now", Hours(builders.MORNING + timedelta(days=32)).next)
        assert body.post(where, {"code": code}).status_code == 422

    def test_guessing_is_stopped_and_the_right_code_with_it(self) -> None:
        _, where, code = self.letter()
        answers = [Client().post(where, {"code": "0000-0000-0000"}).status_code for _ in range(12)]
        assert 422 in answers
        codes = [
            Client(REMOTE_ADDR=f"192.0.2.{place}").post(where, {"code": "0000-0000-0000"})
            for place in range(20)
        ]
        assert codes[-1].status_code == 429
        stopped = Client(REMOTE_ADDR="192.0.2.99").post(where, {"code": code})
        assert stopped.status_code == 429
        assert "试的次数太多了" in said(stopped)

    def test_the_code_is_kept_nowhere_in_clear(self) -> None:
        one, _, code = self.letter()
        rows = [str(row) for row in journal.history("assistance", one.reference)]
        kept = assistance.newest_code(one.reference)
        assert kept is not None
        assert code not in kept.digest
        assert not any(code in row for row in rows)
        [paper] = papers.papers_of(one.reference)
        assert code not in paper.content

    def test_a_department_with_accounts_gets_no_code_and_a_made_up_letter_is_told(self) -> None:
        one = a.sent(Hours())
        verifier = client(Role.VERIFIER)
        assert "制发答复码" not in said(verifier.get(f"/desk/assist/{one.reference}"))
        verifier.post(f"/desk/assist/{one.reference}/code")
        assert assistance.newest_code(one.reference) is None
        assert "登录系统答复" in said(Client().get(f"/assist/{one.code}"))
        assert Client().post(f"/assist/{one.code}", {"code": "x"}).status_code == 409
        for made_up in ("0000-0000-0000", "nothing"):
            assert Client().get(f"/assist/{made_up}").status_code == 404
        draft = a.drafted(Hours(builders.MORNING + timedelta(hours=5)))
        assert Client().get(f"/assist/{draft.code}").status_code == 404

    def test_a_further_question_needs_a_code_of_its_own(self) -> None:
        one, where, code = self.letter()
        Client().post(where, {**self.REPLY, "code": code})
        verifier = client(Role.VERIFIER)
        verifier.post(f"/desk/assist/{one.reference}/ask-further", {"text": "登记在哪个街道"})
        assert Client().post(where, {"code": code}).status_code == 422
        newer = said(verifier.post(f"/desk/assist/{one.reference}/code"))
        [code] = re.findall(r'class="mono">(\w{4}-\w{4}-\w{4})<', newer)
        assert "登记在哪个街道" in said(Client().post(where, {"code": code}))


def a_copy(one: AssistanceRequest, place: int, **changed: object) -> AssistanceRequest:
    row = replace_row(one, f"X2026-{place:05d}")
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def test_the_bureau_sees_who_answers_in_time_who_is_slow_and_who_not_at_all() -> None:
    one = a.sent(Hours())
    late, other = {"state": "answered", "took": 8, "late": True}, {"body": "白银区医疗保障局"}
    AssistanceRequest.objects.bulk_create(
        [
            *(a_copy(one, 200 + place, state="answered", took=place, late=False) for place in (1, 2, 3)),
            a_copy(one, 210, **late),
            a_copy(one, 211, state="refused", refusal="不归本单位"),
            a_copy(one, 212, state="closed", outcome="withdrawn"),
            a_copy(one, 213, due_on=builders.MORNING.date() - timedelta(days=3), **other),
            a_copy(one, 214, sent_at=builders.MORNING - timedelta(days=800), **other),
        ]
    )
    worst, first = responses(builders.MORNING - timedelta(days=365), builders.MORNING.date())
    assert (worst.body, worst.received, worst.overdue, worst.median, worst.share) == (
        "白银区医疗保障局",
        1,
        1,
        None,
        None,
    )
    assert (first.received, first.answered, first.in_time, first.share) == (6, 4, 3, 75)
    assert (first.median, first.awaited, first.overdue, first.returned) == (2, 1, 0, 1)
    page = said(client(Role.BUREAU, "").get("/lead/assist/figures"))
    assert page.index("白银区医疗保障局") < page.index(a.ASKED_NAME)
    assert "75%" in page


def test_the_figures_take_one_statement_whatever_their_number(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    one = a.sent(Hours())
    AssistanceRequest.objects.bulk_create([a_copy(one, place) for place in range(300, 400)])
    with django_assert_num_queries(1):
        responses(builders.MORNING - timedelta(days=365), builders.MORNING.date())


def test_the_figures_go_out_as_a_table_that_says_who_took_them_out() -> None:
    a.sent(Hours())
    bureau = client(Role.BUREAU, "")
    assert "/lead/assist/figures.csv" in said(bureau.get("/lead/assist/figures"))
    answer = bureau.get("/lead/assist/figures.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    told, heading, row = said(answer).lstrip("\ufeff").splitlines()
    assert "导出" in told
    assert heading.startswith("单位,收到,已答复,按期")
    assert row.startswith(f"{a.ASKED_NAME},1,0,")
    assert client(Role.VERIFIER).get("/lead/assist/figures.csv").status_code == 403


def test_an_address_book_is_kept_by_the_department_and_chosen_from_when_asking() -> None:
    verifier = client(Role.VERIFIER)
    entered = {"name": "兰州市虚构区民政局", "address": "虚构路1号", "liaison": "", "mobile": "13800000138"}
    answer = verifier.post("/desk/assist/bodies", entered)
    assert answer.status_code == 422
    assert "请填写联络员的姓名" in said(answer)
    assert 'value="虚构路1号"' in said(answer)
    assert verifier.post("/desk/assist/bodies", {**entered, "liaison": "石某"}).status_code == 303
    page = said(verifier.get("/desk/assist/bodies"))
    assert "138****0138" in page
    assert "13800000138" not in page
    [where] = re.findall(r'href="(/desk/assist/bodies/W[^"/]+)"', page)
    assert client(Role.VERIFIER, a.ASKED).get(where).status_code == 404
    assert verifier.post(where, {**entered, "liaison": "石某", "address": "虚构路2号"}).status_code == 303
    task, _ = a.asked_in_vain(Hours())
    form = said(verifier.get(f"/desk/verify/{task.reference}/assist"))
    reference = where.rpartition("/")[2]
    assert f'value="outside:{reference}"' in form
    wish = filled_in(form, asked=f"outside:{reference}", tasks=[task.reference])
    assert verifier.post(f"/desk/verify/{task.reference}/assist", wish).status_code == 303
    assert (the_request().body, the_request().address) == ("兰州市虚构区民政局", "虚构路2号")
    assert "去掉" in said(verifier.get(f"{where}/drop"))
    assert verifier.post(f"{where}/drop").status_code == 303
    assert "通讯录是空的" in said(verifier.get("/desk/assist/bodies"))
