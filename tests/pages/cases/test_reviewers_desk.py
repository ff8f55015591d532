"""The pages of the reviewer's desk, and the correction on both sides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.pages.cases.world import AT, DEPARTMENT, PDF, SLOW, TICKS, TYPED, World

from nuocheng.cases import acts, queries
from nuocheng.cases.acts import Point
from nuocheng.cases.models import Case
from nuocheng.kernel.occasion import Role

WHY = "不动产登记数据正在迁移，承诺和核查都暂时代替不了"
ASK = {"rows": "3", "what_1": "说明这处场所从哪天开始用", "kind_1": "say"}


def text(client: object, url: str, **asked: str) -> str:
    return client.get(url, asked).content.decode()  # type: ignore[attr-defined, no-any-return]


def asked(world: World, *points: Point) -> Case:
    case = world.pledged()
    on = world.staff("chen", Role.REVIEWER)
    acts.ask_correction(on, case.reference, points=points or (Point("说明这处场所从哪天开始用", "say"),))
    return queries.case(case.reference)


@pytest.mark.req("S6.1")
def test_a_correction_is_asked_once_more_with_the_paper_and_then_told(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}/correction"
    assert "补正只有一次" in text(client, url)
    blank = client.post(url, {"rows": "3"})
    assert blank.status_code == 422
    assert "请至少写一项要补的内容" in blank.content.decode()
    sure = client.post(url, ASK).content.decode()
    assert "确认要求补正" in sure
    assert "申请人会收到这份文书" in sure
    assert "补正告知书" in sure
    assert queries.case(case.reference).state == "pledged"
    assert client.post(url, {**ASK, "sure": "1"}).status_code == 303
    page = text(client, f"/desk/cases/{case.reference}")
    assert "因补正暂停计算" in page
    assert "说明这处场所从哪天开始用" in page
    assert "补正中" in text(client, "/desk/review", tab="correcting")


def test_room_for_another_point_keeps_what_was_written(world: World) -> None:
    case = world.pledged()
    url = f"/desk/cases/{case.reference}/correction"
    page = world.client("chen").post(url, {**ASK, "step": "more"}).content.decode()
    assert 'name="what_4"' in page
    assert "说明这处场所从哪天开始用" in page


@pytest.mark.req("S4")
def test_the_guard_says_why_and_opens_the_fields(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}/correction"
    sent = {"rows": "1", "what_1": "交租房合同", "kind_1": "file", "certificate_1": "lease"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "已列入告知承诺目录，不能要求提交" in refused.content.decode()
    assert "<details open>" in refused.content.decode()
    given = {**sent, "reason_1": WHY, "basis_1": "条例第八条"}
    assert "同时报本单位法制机构和区司法局" in client.post(url, given).content.decode()
    client.post(url, {**given, "sure": "1"})
    demand = queries.demands_of(case.reference)[0]
    for who, base in (("fa", "/desk/demands"), ("bureau", "/lead/demands")):
        assert case.number in text(world.client(who), base)
        assert WHY in text(world.client(who), f"{base}/{demand.reference}")
    mine = text(world.client("zhang"), f"/cases/{case.reference}/correction")
    assert WHY in mine
    assert "投诉" in mine
    url = f"/lead/demands/{demand.reference}"
    assert world.client("bureau").post(url, {"reason": ""}).status_code == 422
    assert world.client("bureau").post(url, {"reason": "可以查"}).status_code == 303
    assert queries.case(case.reference).state == "submitted"
    assert "已撤销要求" in text(world.client("fa"), "/desk/demands", state="lifted")


@pytest.mark.parametrize(
    ("who", "desk", "lead"),
    [("fa", 200, 403), ("bureau", 403, 200), ("chen", 403, 403), ("zhang", 403, 403), ("", 302, 302)],
)
def test_who_sees_demands(world: World, who: str, desk: int, lead: int) -> None:
    assert world.client(who).get("/desk/demands").status_code == desk
    assert world.client(who).get("/lead/demands").status_code == lead


@pytest.mark.req("S2.3")
def test_the_party_reads_what_to_mend_and_mends_it(world: World) -> None:
    case = asked(world, Point("补拍门头照片，字要看得清", "file"), Point("手机号打不通，请换一个", "contact"))
    client = world.client("zhang")
    page = text(client, f"/cases/{case.reference}")
    assert "要补材料" in page
    assert "去补正" in page
    assert "补拍门头照片" in page
    url = f"/cases/{case.reference}/correction"
    page = text(client, url)
    assert "2026年12月7日" in page
    assert "要补的都在这里，以后不再要求补" in page
    early = client.post(url, {"phone": "13900000001", "address": "公园路18号"})
    assert early.status_code == 422
    assert "还有没补的：第1项" in early.content.decode()
    assert 'value="13900000001"' in early.content.decode()
    sent = {"step": "upload", "certificate": "point-1", "file": SimpleUploadedFile("门头.pdf", PDF)}
    assert client.post(url, sent).status_code == 303
    assert "已交" in text(client, url)
    assert client.post(url, {"phone": "13900000001", "address": "公园路18号"}).status_code == 303
    after = queries.case(case.reference)
    assert (after.state, after.phone) == ("submitted", "13900000001")
    assert "正在审查" in text(client, f"/cases/{case.reference}")
    assert client.get(url).status_code == 302


def test_facts_are_mended_by_signing_anew(world: World) -> None:
    case = asked(world, Point("从业人数和社保登记不一致，请改正", "fact"))
    client = world.client("zhang")
    url = f"/cases/{case.reference}/correction"
    assert 'value="9000"' in text(client, url)
    answer = client.post(url, {**TYPED, "f-1_0": "4", "signed_as": "张建华"})
    assert answer.status_code == 422
    assert "请勾选第1项承诺" in answer.content.decode()
    answer = client.post(url, {**TYPED, **TICKS, "f-1_0": "4", "signed_as": "张建华"})
    assert answer.status_code == 303, answer.content.decode()
    assert {one.key: one.value for one in queries.facts_of(case.reference)}["people"] == "4"


def test_a_clerk_takes_the_answer_at_the_window(world: World) -> None:
    case = asked(world)
    client = world.client("liu")
    assert f"/desk/intake/{case.reference}/correction" in text(client, f"/desk/cases/{case.reference}")
    url = f"/desk/intake/{case.reference}/correction"
    assert "说明这处场所从哪天开始用" in text(client, url)
    assert client.post(url, {"said_1": "今年三月"}).status_code == 303
    assert queries.case(case.reference).state == "submitted"
    assert world.client("clerk2").get(url).status_code == 404


@pytest.mark.req("S6.1")
def test_both_sides_read_what_did_not_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = asked(world)
    later = AT + timedelta(days=3)
    party = world.zhang()
    on = type(party)(party.actor, party.name, party.post, later, party.party)
    acts.answer_correction(on, case.reference, given=acts.Mended({"1": "今年三月"}))
    for who, url in (("zhang", f"/cases/{case.reference}"), ("chen", f"/desk/cases/{case.reference}")):
        assert "补正用去3个工作日，不计入" in text(world.client(who), url)


@pytest.mark.req("S6.1")
def test_the_term_is_extended_and_a_procedure_runs_and_ends(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}/term"
    given = {
        "step": "extend",
        "reason": "要向外地核实",
        "approved_by": "何局长",
        "approved_on_year": "2026",
        "approved_on_month": "11",
        "approved_on_day": "23",
    }
    assert client.post(url, {**given, "approved_by": ""}).status_code == 422
    assert "确认延长" in client.post(url, given).content.decode()
    assert client.post(url, {**given, "sure": "1"}).status_code == 303
    assert "已经延长过一次" in text(client, url)
    begin = {"step": "begin", "procedure": "testing", "procedure_reason": "要检测水质", "workdays": "8"}
    assert "确认开始检测" in client.post(url, begin).content.decode()
    assert client.post(url, {**begin, "sure": "1"}).status_code == 303
    assert "因检测暂停计算" in text(world.client("zhang"), f"/cases/{case.reference}")
    refused = client.post(f"/desk/cases/{case.reference}", {"step": "grant", "sure": "1"})
    assert refused.status_code == 422
    assert "检测还没有结束" in refused.content.decode()
    assert client.post(url, {"step": "end", "result": "合格"}).status_code == 303
    assert queries.case(case.reference).paused_on is None


def test_a_pledge_is_turned_to_certificates_with_the_paper(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}/certificates"
    assert "营业场所使用权证明" in text(client, url)
    given = {"reason": WHY, "chosen": "《公共场所卫生管理条例实施细则》第二十三条"}
    sure = client.post(url, given).content.decode()
    assert "改为提交证明告知书" in sure
    assert client.post(url, {**given, "sure": "1"}).status_code == 303
    mine = text(world.client("zhang"), f"/cases/{case.reference}")
    assert "您的承诺不能采用，请改交证明" in mine
    genuine = world.client().get(f"/v/{case.code}").content.decode()
    assert "承诺已停用" in genuine or "核验码" in genuine


def test_cases_are_taken_up_given_away_and_left(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}/hands"
    assert client.post(url, {"step": "take"}).status_code == 303
    assert queries.case(case.reference).assigned_to == "chen"
    assert case.number in text(client, "/desk/review", only="mine")
    assert case.number not in text(client, "/desk/review", only="free")
    assert "确认回避" in client.post(url, {"step": "recuse", "recuse_reason": "是我表弟"}).content.decode()
    client.post(url, {"step": "recuse", "recuse_reason": "是我表弟", "sure": "1"})
    refused = client.post(f"/desk/cases/{case.reference}", {"step": "grant", "sure": "1"})
    assert refused.status_code == 422
    assert "已经回避" in refused.content.decode()
    assert case.number in text(client, "/desk/review", only="free")


def test_the_chips_count_and_filter(world: World) -> None:
    case = world.pledged(SLOW)
    client = world.client("chen")
    page = text(client, "/desk/review")
    assert "全部<b>1</b>" in page
    assert "已超期<b>0</b>" in page
    Case.objects.filter(pk=case.reference).update(due_on=AT.date() - timedelta(days=2))
    page = text(client, "/desk/review", only="overdue")
    assert "已超期<b>1</b>" in page
    assert "超期1个工作日" in page
    assert "没有这样的办件" in text(client, "/desk/review", only="today")
    Case.objects.filter(pk=case.reference).update(due_on=AT.date())
    assert "今天到期<b>1</b>" in text(client, "/desk/review", only="today")


def test_a_refusal_shows_the_paper_first_and_takes_a_basis_of_the_item(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}"
    given = {
        "step": "refuse",
        "reason": "地址不在本区",
        "chosen": "《公共场所卫生管理条例实施细则》第二十三条",
    }
    sure = client.post(url, given).content.decode()
    assert "不予批准决定书" in sure
    assert "不服本决定怎么办" in sure
    assert "第二十三条" in sure
    assert client.post(url, {**given, "sure": "1"}).status_code == 303
    assert queries.case(case.reference).state == "refused"


def test_the_queue_of_a_department_merges_its_states_in_order(world: World) -> None:
    rows = []
    for place, state in enumerate(("pledged", "submitted", "pledged", "submitted", "pledged")):
        rows.append(
            Case(
                reference=f"2026-9000{place}", number=f"N{place}", code=f"C{place}", department=DEPARTMENT,
                state=state, item_code="WS03", item_name=SLOW.name, edition="e", edition_version=1,
                party_kind="person", party_name="甲", door="web", due_on=AT.date() + timedelta(days=place),
                pledged_at=AT, opened_at=AT, moved_at=AT,
            )
        )  # fmt: skip
    Case.objects.bulk_create(rows)
    wanted = queries.Wanted(DEPARTMENT)
    seen, after = [], ""
    for _ in range(5):
        page = queries.queue(wanted, after, size=2)
        seen += [one.number for one in page.rows]
        after = page.next
        if not after:
            break
    assert seen == ["N0", "N1", "N2", "N3", "N4"]
