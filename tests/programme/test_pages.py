"""The pages of the programme of work: who sees what, by plain forms, from the plan to its publication."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests import builders as b
from tests.builders import Hours, an_account
from tests.programme import situations as s

from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.programme import acts, queries
from nuocheng.programme.channels.contacts_table import contacts_as_csv, contacts_as_xlsx
from nuocheng.programme.queries import ContactRole

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
DESK, LEAD = "/desk/programme", "/lead/programme"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "whitenoise" not in one]
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def signed_in(role: Role, department: str = b.DEPARTMENT) -> Client:
    """Return a browser of somebody who holds a post."""
    browser = Client()
    account = an_account(role, department, name=f"{role}-{department}")
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def text(answer: Any) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def day(name: str, year: int, month: int, of: int) -> dict[str, str]:
    """Return a day as a form sends it."""
    return {f"{name}_year": str(year), f"{name}_month": str(month), f"{name}_day": str(of)}


PLAN = {
    "rows": "3",
    "title": "白银区民政局证明事项告知承诺制实施方案",
    "goal": "年底以前，1个事项可以用承诺代替证明。",
    "w0-task": "梳理事项和证明",
    "w0-measures": "逐项对照法律依据",
    **day("w0-until", 2026, 12, 31),
    "w0-who": "法规科",
    "duties": "负责领导牵头",
}


# --- the department ---------------------------------------------------------------------------------------


@pytest.mark.req("S12.1")
def test_a_department_writes_its_plan_files_it_and_the_bureau_publishes_it() -> None:
    code = b.a_published_item(at=b.MORNING)
    hours = Hours()
    row = s.an_open_round(hours)
    s.a_contact(hours)
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    assert "起草" in text(editor.get(DESK))
    assert "负责领导签发后" in text(editor.get(f"{DESK}/plans"))
    place = editor.post(f"{DESK}/plans")["Location"]
    assert editor.get(f"{DESK}/plans")["Location"] == place
    assert "临时救助金给付（已可承诺）" in text(editor.get(place))
    assert editor.post(place, {**PLAN, "items": [code], "file": "1"})["Location"] == f"{place}/file"
    assert "葛平川" in editor.get(f"{place}/file").content.decode()
    filed = editor.post(f"{place}/file", {"signed_by": "葛平川", **day("signed_on", 2026, 11, 20)})
    assert (filed.status_code, filed["Location"]) == (303, place)
    assert "报送区司法局" in text(editor.get(place))
    reference = place.rpartition("/")[2]
    public = f"/programme/plans/{reference}"
    assert Client().get(public).status_code == 404  # not before it is published
    assert "备案并公布" in text(bureau.get(f"{LEAD}/plans/{reference}"))
    assert "公布后不能撤下" in text(bureau.get(f"{LEAD}/plans/{reference}/publish"))
    assert bureau.post(f"{LEAD}/plans/{reference}/publish").status_code == 303
    page = text(Client().get(public))
    assert "2026年12月31日" in page
    assert "其中1个现在已经可以承诺" in page
    assert "签发：葛平川" in page
    assert queries.published_plans(row)[b.DEPARTMENT].reference == reference
    assert "白银区民政局证明事项告知承诺制实施方案" in text(Client().get("/programme"))


@pytest.mark.req("S12.1")
def test_a_plan_with_something_missing_is_kept_and_the_page_says_what() -> None:
    hours = Hours()
    s.an_open_round(hours)
    editor = signed_in(Role.EDITOR)
    place = editor.post(f"{DESK}/plans")["Location"]
    kept = {**PLAN, "w0-who": "", "more": "1"}
    assert editor.post(place, kept)["Location"] == f"{place}?more=1#more"
    assert "第3项" in text(editor.get(f"{place}?more=1"))
    assert "还没有登记负责领导" in text(editor.get(f"{place}/file"))
    answer = editor.post(f"{place}/file", {"signed_by": "葛平川", **day("signed_on", 2026, 11, 20)})
    assert answer.status_code == 422
    said = text(answer)
    for missing in ("第1项任务还没写责任人", "请选计划实行告知承诺的事项", "还没有登记负责领导"):
        assert missing in said
    assert "法规" not in queries.plan(place.rpartition("/")[2]).content


def test_what_was_typed_wrong_into_a_plan_stays_in_the_form() -> None:
    hours = Hours()
    s.an_open_round(hours)
    editor = signed_in(Role.EDITOR)
    place = editor.post(f"{DESK}/plans")["Location"]
    answer = editor.post(place, {**PLAN, **day("w0-until", 2026, 2, 30), "rows": "x"})
    assert answer.status_code == 422
    assert "没有这一天" in text(answer)
    assert "年底以前，1个事项" in text(answer)


@pytest.mark.req("S14.2")
def test_a_milestone_is_begun_and_reported_and_confirmed() -> None:
    s.an_open_round(Hours())
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    place = f"{DESK}/milestones/procedure"
    page = text(editor.get(DESK))
    assert "下一步：制定实施方案并公布，2026年11月13日前完成，逾期10天" in page
    assert "写明文件名、文号和印发日期" in text(editor.get(place))
    assert editor.post(place, {"step": "begin", "how": "办公室起草"})["Location"] == DESK
    assert "正在做" in text(editor.get(DESK))
    poor = editor.post(place, {"step": "report", "evidence": "好", **day("done_on", 2026, 11, 19)})
    assert poor.status_code == 422
    assert "请写完成依据" in text(poor)
    said = {"step": "report", "evidence": s.EVIDENCE, **day("done_on", 2026, 11, 23)}
    assert editor.post(place, said)["Location"] == DESK
    begun = queries.milestone(f"JD-GZ2026-1-{b.DEPARTMENT}-procedure")
    assert (begun.how, begun.late, begun.state) == ("办公室起草", True, "reported")
    assert "逾期完成" in text(bureau.get(f"{LEAD}/milestones/{begun.reference}"))
    assert bureau.post(f"{LEAD}/milestones/{begun.reference}/return", {"reason": ""}).status_code == 422
    sent = bureau.post(f"{LEAD}/milestones/{begun.reference}/return", {"reason": "附上网址"})
    assert sent["Location"] == f"{LEAD}/milestones/{begun.reference}"
    assert "附上网址" in text(editor.get(place))
    assert editor.post(place, said).status_code == 303
    assert bureau.post(f"{LEAD}/milestones/{begun.reference}/confirm").status_code == 303
    assert "晚了3天" in text(bureau.get(LEAD))
    assert bureau.post(f"{LEAD}/milestones/{begun.reference}/confirm").status_code == 409


@pytest.mark.req("S14.2")
def test_a_milestone_may_be_reported_at_once_without_being_begun() -> None:
    s.an_open_round(Hours())
    said = {"step": "report", "evidence": s.EVIDENCE, **day("done_on", 2026, 11, 19)}
    assert signed_in(Role.EDITOR).post(f"{DESK}/milestones/shared_data", said).status_code == 303
    assert queries.milestone(f"JD-GZ2026-1-{b.DEPARTMENT}-shared_data").state == "reported"


@pytest.mark.req("S12.2")
def test_a_department_that_cannot_take_part_explains_and_the_public_reads_why() -> None:
    s.an_open_round(Hours())
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    page = text(editor.get(f"{DESK}/explain"))
    assert "责任重大" in page
    assert "情况特殊" in page
    said = {"grounds": ["duty"], "scope": "whole", "text": "太忙"}
    short = editor.post(f"{DESK}/explain", said)
    assert short.status_code == 422
    assert "至少20个字" in text(short)
    place = editor.post(f"{DESK}/explain", {**said, "text": s.REASONS})["Location"]
    assert editor.get(f"{DESK}/explain")["Location"] == place
    reference = place.rpartition("/")[2]
    lead, public = f"{LEAD}/explanations/{reference}", f"/programme/explanations/{reference}"
    assert Client().get(public).status_code == 404
    assert bureau.post(f"{lead}/return", {"reason": "请写明打算什么时候开展"}).status_code == 303
    assert "请写明打算什么时候开展" in text(editor.get(place))
    assert editor.post(place, {**said, "text": f"{s.REASONS}预计明年3月开展。"}).status_code == 303
    assert "本单位全部事项" in text(bureau.get(lead))
    assert bureau.post(f"{lead}/accept").status_code == 303
    assert "预计明年3月开展" in text(Client().get(public))
    assert "书面说明：责任重大" in text(Client().get("/programme"))
    assert "没有要办的节点" in text(editor.get(DESK))
    assert "撤回后不再公开" in text(editor.get(f"{place}/withdraw"))
    assert editor.post(f"{place}/withdraw", {"reason": "条件具备了"}).status_code == 303
    assert Client().get(public).status_code == 404


@pytest.mark.req("S12.2")
def test_items_are_named_where_only_some_cannot_take_part() -> None:
    code = b.a_published_item(at=b.MORNING)
    s.an_open_round(Hours())
    editor = signed_in(Role.EDITOR)
    said = {"grounds": ["circumstances"], "scope": "items", "text": s.REASONS}
    none = editor.post(f"{DESK}/explain", said)
    assert none.status_code == 422
    assert "请勾选不能实行的事项" in text(none)
    place = editor.post(f"{DESK}/explain", {**said, "items": [code]})["Location"]
    assert "临时救助金给付" in text(editor.get(place))


@pytest.mark.req("S14.3")
def test_a_contact_is_changed_from_a_day_and_the_one_before_stays_in_the_history() -> None:
    editor = signed_in(Role.EDITOR)
    assert "还没登记" in text(editor.get(DESK))
    first = {"name": "葛平川", "title": "副局长", "office_phone": "0943-0000121", "mobile": ""}
    place = f"{DESK}/contacts/leader"
    assert editor.post(place, {**first, **day("since", 2026, 11, 1)}).status_code == 303
    wrong = editor.post(place, {**first, "mobile": "123", **day("since", 2026, 11, 20)})
    assert wrong.status_code == 422
    assert "手机号应为11位" in text(wrong)
    after = {**first, "name": "傅小满", "mobile": "１３９０９４３０３０１"}
    assert editor.post(place, {**after, **day("since", 2026, 11, 20)}).status_code == 303
    page = text(editor.get(f"{DESK}/contacts"))
    assert "2026年11月1日至2026年11月20日" in page
    assert "0943-0000121、13909430301" in page


@pytest.mark.req("S14.3")
def test_one_person_for_both_posts_is_asked_about() -> None:
    s.a_contact(Hours())
    editor, place = signed_in(Role.EDITOR), f"{DESK}/contacts/liaison"
    said = {"name": "葛平川", "title": "副局长", "office_phone": "0943-0000121", **day("since", 2026, 11, 20)}
    asked = editor.post(place, said)
    assert asked.status_code == 422
    assert "确认同一个人兼任两岗" in text(asked)
    assert editor.post(place, {**said, "both": "on"}).status_code == 303


@pytest.mark.req("S14.3")
def test_the_public_reads_an_office_number_and_nobodys_name_or_mobile() -> None:
    hours = Hours()
    s.a_published_plan(hours)
    s.a_contact(hours, ContactRole.LIAISON, s.LIAISON)
    for address in ("/programme", f"/programme/plans/FA-GZ2026-1-{b.DEPARTMENT}-1"):
        page = Client().get(address).content.decode()
        assert "0943-0000122" in page
        for hidden in ("13909430401", "13909430301", "钟晴", "0943-0000121"):
            assert hidden not in page


# --- the Bureau -------------------------------------------------------------------------------------------


@pytest.mark.req("S14.2")
def test_the_bureau_opens_a_round_from_the_milestones_of_the_law_and_closes_it() -> None:
    b.some_departments()
    bureau = signed_in(Role.BUREAU)
    assert "还没有部署过工作" in text(bureau.get(LEAD))
    page = text(bureau.get(f"{LEAD}/open"))
    assert "建立虚假承诺名单制度" in page
    said = {
        "title": "2027年度工作",
        **day("begins_on", 2026, 11, 23),
        **day("m-procedure", 2027, 4, 20),
        "own1-title": "培训窗口人员",
    }
    half = bureau.post(f"{LEAD}/open", said)
    assert half.status_code == 422
    assert "另加节点1要同时写名称和完成日期" in text(half)
    assert bureau.post(f"{LEAD}/open", {**said, **day("own1-due", 2027, 3, 1)}).status_code == 303
    row = queries.current_round()
    assert row is not None
    assert [(one.title, one.due_on.isoformat()) for one in row.asked] == [
        ("培训窗口人员", "2027-03-01"),
        ("完成告知承诺工作规程", "2027-04-20"),
    ]
    assert "还在进行" in text(bureau.get(f"{LEAD}/open"))
    assert bureau.post(f"{LEAD}/open", {**said, **day("own1-due", 2027, 3, 1)}).status_code == 409
    assert "结束后各单位不能再报" in text(bureau.get(f"{LEAD}/rounds/{row.reference}/close"))
    assert bureau.post(f"{LEAD}/rounds/{row.reference}/close").status_code == 303
    assert "部署新一轮" in text(bureau.get(LEAD))
    assert "现在没有部署的工作" in text(signed_in(Role.EDITOR).get(f"{DESK}/plans"))


@pytest.mark.req("S14.2")
@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("", "区教育局", "没有这样的单位"),
        ("?show=waiting", "区民政局", "区教育局"),
        ("?show=overdue", "区教育局", "没有这样的单位"),
        ("?q=教育", "区教育局", "区民政局"),
        ("?show=done", "没有这样的单位", "区民政局"),
        ("?show=contacts", "区民政局", "没有这样的单位"),
    ],
)
def test_the_board_is_narrowed_to_what_is_looked_for(query: str, there: str, gone: str) -> None:
    s.a_reported_milestone(Hours())
    page = text(signed_in(Role.BUREAU).get(f"{LEAD}{query}"))
    assert there in page
    assert gone not in page


@pytest.mark.req("S14.2")
def test_the_overdue_are_chased_at_one_stroke_and_once_a_day() -> None:
    hours = Hours()
    row = s.an_open_round(hours)
    s.a_contact(hours, ContactRole.LIAISON, s.LIAISON)
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    page = bureau.get(f"{LEAD}/chase").content.decode()
    picked = re.findall(r'name="picked" value="([^"]+)" checked', page)
    assert f"{b.DEPARTMENT} procedure" in picked
    assert f"{b.DEPARTMENT} plan" in picked
    assert "钟晴" in page
    assert bureau.post(f"{LEAD}/chase", {"text": ""}).status_code == 422  # nobody ticked
    said = {"picked": [f"{b.DEPARTMENT} procedure", f"{b.DEPARTMENT} plan"], "text": "有困难请来电说明"}
    assert bureau.post(f"{LEAD}/chase", said).status_code == 303
    assert "“完成告知承诺工作规程”逾期3天，请尽快完成并报告。有困难请来电说明" in text(editor.get(DESK))
    assert "今天已催" in text(bureau.get(f"{LEAD}/chase"))
    assert bureau.post(f"{LEAD}/chase", said).status_code == 422  # all of them chased today
    assert len(queries.reminders(row, b.DEPARTMENT)) == 2


@pytest.mark.req("S14.3", "S15.1")
def test_the_table_of_contacts_is_read_as_of_a_day_and_downloaded() -> None:
    hours = Hours()
    s.a_contact(hours)
    s.a_contact(hours, who=acts.Reached("傅小满", "局长", "0943-0000121"), since=s.ON_TIME)
    bureau = signed_in(Role.BUREAU)
    place = f"{LEAD}/contacts"
    assert "傅小满" in text(bureau.get(place))
    assert "葛平川" in text(bureau.get(f"{place}?day=2026-11-01"))
    asked = bureau.get(place, day("day", 2026, 11, 1))
    assert "2026年11月1日当天" in text(asked)
    assert bureau.get(f"{place}?day=2026-13-01").status_code == 422
    book = bureau.get(f"{place}.xlsx?day=2026-11-01")
    assert "filename*=utf-8''%E9%99%84%E4%BB%B61" in book["Content-Disposition"]
    assert book.content[:2] == b"PK"
    assert "葛平川" in bureau.get(f"{place}.csv?day=2026-11-01").content.decode("utf-8-sig")
    assert bureau.get(f"{place}.exe").status_code == 404


@pytest.mark.req("S15.1")
def test_an_import_shows_what_it_would_change_and_writes_only_what_is_confirmed() -> None:
    hours = Hours()
    s.a_contact(hours)
    bureau, place = signed_in(Role.BUREAU), f"{LEAD}/contacts/import"
    rows = [
        ("白银区民政局", "傅小满", "副局长", "0943-0000121", "钟晴", "法规科科员", "13909430401"),
        ("区渔业局", "甲", "局长", "13909430301", "", "", ""),
    ]
    since = day("since", 2026, 11, 20)
    table = SimpleUploadedFile("联系表.csv", contacts_as_csv(rows))
    review = bureau.post(place, {"table": table, **since})
    page = text(review)
    assert review.status_code == 200
    assert "新登记1处，更换1处，没有变0处，有问题1处" in page
    assert "第6行“单位”：没有“区渔业局”这个单位" in page
    assert "葛平川、副局长、0943-0000121、13909430301" in page
    assert queries.contact_on(b.DEPARTMENT, "liaison", NOW.date()) is None  # nothing is written yet
    carried = review.context["carried"]
    assert bureau.post(place, {"carried": carried})["Location"] == f"{LEAD}/contacts"
    held = queries.contact_on(b.DEPARTMENT, "leader", NOW.date())
    assert held is not None
    assert (held.name, held.since.isoformat()) == ("傅小满", "2026-11-20")
    again = bureau.post(place, {"carried": carried})
    assert again.status_code == 422
    assert "不用更换" in text(again)
    exported = SimpleUploadedFile("联系表.xlsx", contacts_as_xlsx(queries.contact_rows(NOW.date())))
    assert "没有要改的" in text(bureau.post(place, {"table": exported, **since}))


@pytest.mark.req("S15.1")
def test_a_department_imports_its_own_row_and_no_other() -> None:
    place = f"{DESK}/contacts/import"
    rows = [
        ("白银区民政局", "傅小满", "副局长", "0943-0000121", "钟晴", "法规科科员", "13909430401"),
        ("白银区卫生健康局", "甲", "局长", "13909430301", "", "", ""),
    ]
    table = SimpleUploadedFile("联系表.csv", contacts_as_csv(rows))
    editor = signed_in(Role.EDITOR)
    review = editor.post(place, {"table": table, **day("since", 2026, 11, 20)})
    assert "新登记2处" in text(review)
    carried = review.context["carried"]
    assert editor.post(place, {"carried": carried})["Location"] == f"{DESK}/contacts"
    held = queries.contact_on(b.DEPARTMENT, "leader", NOW.date())
    assert held is not None
    foreign = carried.replace(b.DEPARTMENT, "620402-wjj")
    assert editor.post(place, {"carried": foreign}).status_code == 403
    assert queries.contact_on("620402-wjj", "leader", NOW.date()) is None


@pytest.mark.req("S15.1")
@pytest.mark.parametrize("carried", ["", "{", '{"since": "2026-11-20"}', '{"since": "x", "changes": []}'])
def test_a_page_of_review_that_was_tampered_with_is_refused(carried: str) -> None:
    answer = signed_in(Role.BUREAU).post(f"{LEAD}/contacts/import", {"carried": carried})
    assert answer.status_code == 422
    assert "请重新选文件" in text(answer)


def test_a_file_that_is_no_table_is_answered_with_the_form() -> None:
    table = SimpleUploadedFile("联系表.pdf", b"%PDF-1.4")
    answer = signed_in(Role.BUREAU).post(
        f"{LEAD}/contacts/import", {"table": table, **day("since", 2026, 11, 20)}
    )
    assert answer.status_code == 422
    assert "您给的是.pdf" in text(answer)


# --- who may see ------------------------------------------------------------------------------------------


def every_address() -> list[str]:
    hours = Hours()
    plan, told = s.a_filed_plan(hours), None
    begun = s.a_reported_milestone(hours)
    some = acts.Explained(("duty",), s.REASONS, whole=False, items=s.TEXT.items)
    told = s.a_filed_explanation(hours, some)
    return [
        DESK,
        f"{DESK}/plans/{plan.reference}",
        f"{DESK}/milestones/procedure",
        f"{DESK}/explanations/{told.reference}",
        f"{DESK}/contacts",
        f"{DESK}/contacts/import",
        f"{DESK}/contacts/leader",
        LEAD,
        f"{LEAD}/open",
        f"{LEAD}/chase",
        f"{LEAD}/contacts",
        f"{LEAD}/contacts.xlsx",
        f"{LEAD}/contacts.pdf",
        f"{LEAD}/contacts.docx",
        f"{LEAD}/contacts/import",
        f"{LEAD}/units/{b.DEPARTMENT}",
        f"{LEAD}/units/{b.DEPARTMENT}/contacts/leader",
        f"{LEAD}/plans/{plan.reference}",
        f"{LEAD}/plans/{plan.reference}/publish",
        f"{LEAD}/plans/{plan.reference}/return",
        f"{LEAD}/milestones/{begun.reference}",
        f"{LEAD}/milestones/{begun.reference}/confirm",
        f"{LEAD}/explanations/{told.reference}",
        f"{LEAD}/explanations/{told.reference}/accept",
    ]


def test_each_page_opens_for_its_own_posts_and_for_nobody_else() -> None:
    addresses = every_address()
    editor, bureau, clerk = signed_in(Role.EDITOR), signed_in(Role.BUREAU), signed_in(Role.CLERK)
    other = signed_in(Role.EDITOR, "620402-wjj")
    for address in addresses:
        own, foreign = (editor, bureau) if address.startswith(DESK) else (bureau, editor)
        assert own.get(address).status_code == 200, address
        assert foreign.get(address).status_code == 403, address
        assert clerk.get(address).status_code == 403, address
        assert Client().get(address).status_code in {302, 303, 401}, address
    files = [one for one in addresses if one.startswith((f"{DESK}/plans/", f"{DESK}/explanations/"))]
    assert len(files) == 2
    for address in files:
        assert other.get(address).status_code == 404, address
        assert other.post(address, {}).status_code == 404, address


def test_the_legal_unit_reads_its_departments_programme_and_writes_nothing() -> None:
    hours = Hours()
    plan = s.a_drafted_plan(hours)
    legal = signed_in(Role.LEGAL)
    assert "起草中" in text(legal.get(DESK))
    assert "现在去办" not in text(legal.get(DESK))
    page = legal.get(f"{DESK}/plans/{plan.reference}").content.decode()
    assert "<textarea" not in page
    assert legal.post(f"{DESK}/plans/{plan.reference}", PLAN).status_code == 403
    assert legal.post(f"{DESK}/contacts/leader", {}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        f"{LEAD}/plans/nothing",
        f"{LEAD}/units/nothing",
        f"{LEAD}/units/nothing/contacts/leader",
        f"{LEAD}/units/{b.DEPARTMENT}/contacts/driver",
        f"{LEAD}?round=nothing",
        f"{LEAD}/rounds/GZ2026-1/burn",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    s.an_open_round(Hours())
    assert signed_in(Role.BUREAU).get(address).status_code == 404


def test_before_anything_was_asked_the_pages_say_so() -> None:
    b.some_departments()
    assert "还没有部署工作" in text(Client().get("/programme"))
    assert "现在没有部署的工作" in text(signed_in(Role.EDITOR).get(DESK))


def test_public_pages_are_small() -> None:
    hours = Hours()
    s.a_published_plan(hours)
    for address in ("/programme", f"/programme/plans/FA-GZ2026-1-{b.DEPARTMENT}-1"):
        assert len(Client().get(address).content) < 30_000
