"""The party's way from applying to the receipt, by plain requests without a line of JavaScript."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.pages.cases.world import (
    CARD,
    FACTS,
    MIXED,
    PDF,
    SLOW,
    SPOT,
    TICKS,
    TYPED,
    ZHANG,
    World,
    publish,
)

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case
from nuocheng.cases.pages import wording
from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue.queries import Disposition
from nuocheng.edge.display import STATES
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers

CONTACT = {"phone": "138 0000 0000", "address": "公园路18号"}
#: A link of the error summary leads to an id that is on the page.
SUMMARY = re.compile(r'<li><a href="#([^"]+)">')


def applied(client: Client, code: str = "WS03") -> str:
    """Apply, and return the reference of the case."""
    answer = client.post(f"/apply/{code}", {**CONTACT, "idempotency_key": "k1"})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"]).split("/")[2]


def shown(reference: str) -> str:
    """Return the digest that the notice page carries."""
    return str(queries.case(reference).notice_digest)


def read_notice(client: Client, reference: str, way: str) -> Any:
    """Acknowledge the notice and choose a way."""
    sent = {"shown": shown(reference), "way": way, "read": "on"}
    return client.post(f"/cases/{reference}/notice", sent)


def sign(client: Client, reference: str, name: str = "张建华") -> Any:
    """Sign what the check page shows."""
    return client.post(f"/cases/{reference}/check", {"shown": shown(reference), "signed_as": name})


def assert_summary_leads_somewhere(page: str) -> None:
    """Check that every message of the error summary is a link to something on the page."""
    anchors = SUMMARY.findall(page)
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors), anchors


@pytest.mark.req("S2.1", "S2.3", "S7.2")
def test_whoever_pledges_everything_hands_in_no_certificate(world: World) -> None:
    client = world.client("zhang")
    assert "张建华" in client.get("/apply/WS03").content.decode()
    reference = applied(client)
    assert queries.case(reference).phone == "13800000000"
    assert client.get(f"/cases/{reference}/notice").status_code == 200
    assert read_notice(client, reference, "pledge")["Location"] == f"/cases/{reference}/pledge"
    assert client.get(f"/cases/{reference}/pledge").status_code == 200
    assert (
        client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})["Location"]
        == f"/cases/{reference}/check"
    )
    check = client.get(f"/cases/{reference}/check").content.decode()
    assert "2027年6月30日" in check
    assert "9000元" in check
    assert sign(client, reference)["Location"] == f"/cases/{reference}/done"
    case = queries.case(reference)
    assert (case.state, case.path, case.pledged_certificates) == ("pledged", "pledge", 2)
    given = {(one.certificate_key, one.key): one.value for one in queries.facts_of(reference)}
    assert given == {(key, name): value for key, facts in FACTS.items() for name, value in facts.items()}
    receipt = client.get(f"/cases/{reference}/done").content.decode()
    assert case.number in receipt
    assert case.code in receipt
    assert "11月26日前" in receipt


@pytest.mark.req("S2.3")
def test_a_part_is_pledged_and_the_rest_handed_in_one_at_a_time(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client, "WS01")
    assert read_notice(client, reference, "part")["Location"] == f"/cases/{reference}/choose"
    chosen = client.post(f"/cases/{reference}/choose", {"c0": "pledge", "c1": "submit"})
    assert chosen["Location"] == f"/cases/{reference}/pledge"
    form = client.get(f"/cases/{reference}/pledge").content.decode()
    assert "f-0_0" in form
    assert "f-1_0" not in form
    first = {name: value for name, value in TYPED.items() if name.startswith("f-0")}
    client.post(f"/cases/{reference}/pledge", {**first, **TICKS})
    assert sign(client, reference)["Location"] == f"/cases/{reference}/materials"
    assert "已交0份，共2份" in client.get(f"/cases/{reference}/materials").content.decode()
    for place, key in enumerate(("staff", "health"), start=1):
        upload = {"certificate": key, "file": SimpleUploadedFile("证明.pdf", PDF)}
        assert client.post(f"/cases/{reference}/materials", upload).status_code == 303
        assert f"已交{place}份，共2份" in client.get(f"/cases/{reference}/materials").content.decode()
    handed = client.post(f"/cases/{reference}/materials", {"step": "hand_in"})
    assert handed["Location"] == f"/cases/{reference}/done"
    assert queries.case(reference).state == "submitted"


@pytest.mark.req("S2.3")
def test_whoever_does_not_pledge_is_served_all_the_same(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    assert read_notice(client, reference, "none")["Location"] == f"/cases/{reference}/materials"
    page = client.get(f"/cases/{reference}/materials").content.decode()
    assert "已交0份，共2份" in page
    early = client.post(f"/cases/{reference}/materials", {"step": "hand_in"})
    assert early.status_code == 422
    assert "还缺：" in early.content.decode()
    assert_summary_leads_somewhere(early.content.decode())
    assert queries.case(reference).state == "ordinary"


@pytest.mark.req("S2.2")
def test_who_may_not_pledge_gets_a_page_that_says_why_and_what_to_do(world: World) -> None:
    world.bar()
    client = world.client("zhang")
    answer = client.post("/apply/WS01", CONTACT)
    reference = queries.cases_of(ZHANG).rows[0].reference
    assert answer["Location"] == f"/cases/{reference}/why"
    page = client.get(f"/cases/{reference}/why").content.decode()
    assert "<h1>这次要提交证明</h1>" in page
    assert "诚信档案" in page
    assert "2026年11月23日" in page
    assert queries.case(reference).ineligible_basis in page
    assert f'href="/cases/{reference}/materials"' in page
    assert 'href="/mine/credit#repair"' in page
    assert client.get(f"/cases/{reference}/notice").status_code == 302


@pytest.mark.req("S2.2")
def test_whoever_may_pledge_has_no_page_of_reasons(world: World) -> None:
    case = world.opened()
    answer = world.client("zhang").get(f"/cases/{case.reference}/why")
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.reference}")


def test_an_item_decided_on_the_spot_is_granted_with_the_signature(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client, "WS02")
    read_notice(client, reference, "pledge")
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    sign(client, reference)
    case = queries.case(reference)
    assert (case.state, case.decided_by) == ("granted", "system")
    page = client.get(f"/cases/{reference}/done").content.decode()
    assert "已经批准" in page
    assert "准予决定书" in page


def test_an_item_not_decided_on_the_spot_waits_for_a_reviewer(world: World) -> None:
    assert world.pledged(SLOW).state == "pledged"
    assert SPOT.on_the_spot
    assert not SLOW.on_the_spot


def test_a_second_application_leads_to_the_first(world: World) -> None:
    case = world.pledged()
    client = world.client("zhang")
    page = client.get("/apply/WS03").content.decode()
    assert "您11月23日已经提交过同样的申请" in page
    assert f'href="/cases/{case.reference}"' in page
    assert client.post("/apply/WS03", CONTACT)["Location"] == f"/cases/{case.reference}"
    assert len(queries.cases_of(ZHANG).rows) == 1
    assert "已经提交过" not in world.client("zhang").get("/apply/WS01").content.decode()


def test_signing_in_leads_back_to_where_one_was_going(world: World) -> None:
    answer = world.client().get("/apply/WS03")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/apply/WS03")


# what is typed stays, and the summary leads to it -------------------------------------------------------------


def test_a_missing_phone_number_is_asked_for_and_the_address_kept(world: World) -> None:
    answer = world.client("zhang").post("/apply/WS03", {"phone": "1380000", "address": "虚构路9号"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "手机号应为11位，请核对" in page
    assert 'value="虚构路9号"' in page
    assert_summary_leads_somewhere(page)
    assert queries.cases_of(ZHANG).rows == []


@pytest.mark.req("S5.2")
def test_the_notice_is_not_left_without_a_choice_and_a_tick(world: World) -> None:
    case = world.opened()
    client = world.client("zhang")
    answer = client.post(f"/cases/{case.reference}/notice", {"shown": case.notice_digest})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择怎么办理" in page
    assert "请勾选“我已看完告知内容”" in page
    assert_summary_leads_somewhere(page)
    assert queries.case(case.reference).state == "notified"


def test_a_half_filled_pledge_comes_back_with_what_was_typed(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    half = {"f-0_0": "公园路18号", "f-0_2_year": "2027", "f-0_2_month": "2", "f-0_2_day": "30", "f-1_0": "三"}
    answer = client.post(f"/cases/{reference}/pledge", half)
    page = answer.content.decode()
    assert answer.status_code == 422
    for text in ("没有这一天，请核对", "请填整数，例如3", "请选择这处场所是怎么来的", "请勾选第1项承诺"):
        assert text in page
    assert 'value="公园路18号"' in page
    assert 'value="三"' in page
    assert_summary_leads_somewhere(page)
    again = client.get(f"/cases/{reference}/pledge").content.decode()
    assert 'value="公园路18号"' in again
    assert client.get(f"/cases/{reference}/check").status_code == 302


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("code", sorted(TICKS))
def test_each_statement_is_a_tick_of_its_own_and_none_is_made_beforehand(world: World, code: str) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    assert " checked" not in client.get(f"/cases/{reference}/pledge").content.decode()
    without = {name: value for name, value in {**TYPED, **TICKS}.items() if name != code}
    answer = client.post(f"/cases/{reference}/pledge", without)
    assert answer.status_code == 422
    assert answer.content.decode().count("请勾选第") == 2
    assert f'href="#id_{code}"' in answer.content.decode()


def test_a_signature_by_another_name_is_refused_with_the_right_one(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    answer = sign(client, reference, "张健华")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "签名要和您的名字一致，请填写“张建华”" in page
    assert 'value="张健华"' in page
    assert_summary_leads_somewhere(page)
    assert queries.case(reference).state == "acknowledged"
    assert sign(client, reference).status_code == 303


@pytest.mark.parametrize(
    ("name", "body", "text"),
    [
        ("证明.docx", b"PK", "只能上传图片（JPG、PNG）、PDF或OFD"),
        ("证明.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024), "文件有21MB，超过20MB"),
        ("证明.pdf", b"", "文件是空的，请重新选"),
        ("证明.png", PDF[:-6], "这个PDF不完整"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(world: World, name: str, body: bytes, text: str) -> None:
    case = declined(world)
    upload = {"certificate": "lease", "file": SimpleUploadedFile(name, body)}
    answer = world.client("zhang").post(f"/cases/{case.reference}/materials", upload)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert_summary_leads_somewhere(answer.content.decode())
    assert queries.handed_in(case.reference) == frozenset()


def declined(world: World) -> Case:
    """Return a case on the ordinary path."""
    case = world.told()
    acts.decline_pledge(world.zhang(), case.reference)
    return queries.case(case.reference)


def test_a_file_comes_back_byte_for_byte(world: World) -> None:
    case = declined(world)
    client = world.client("zhang")
    client.post(
        f"/cases/{case.reference}/materials",
        {"certificate": "lease", "file": SimpleUploadedFile("租赁合同.pdf", PDF)},
    )
    page = client.get(f"/cases/{case.reference}/materials").content.decode()
    link = re.search(rf'href="(/cases/{case.reference}/materials/[^"]+)">租赁合同', page)
    assert link is not None
    answer = client.get(link[1])
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert world.client("lisi").get(link[1]).status_code == 404
    assert world.client("chen").get(f"/desk{link[1]}").content == PDF
    assert world.client("zhao").get(f"/desk{link[1]}").status_code == 404


# the notice ---------------------------------------------------------------------------------------------------


@pytest.mark.req("S5.2", "S5.3")
def test_the_certificates_that_a_pledge_replaces_stand_first_and_say_how_many(world: World) -> None:
    case = world.opened(MIXED)
    page = world.client("zhang").get(f"/cases/{case.reference}/notice").content.decode()
    assert "<h1>有2份证明，您可以不交，写承诺就行</h1>" in page
    assert page.count('class="pledge-tag"') == 2
    cards, others = page.index("第2份，共2份"), page.index("其他材料")
    assert cards < others < page.index("从业人员健康合格证明")
    for part in ("承诺不实会怎样", "作出决定以前，您可以撤回承诺", "公不公开", "个人信息怎么用"):
        assert part in page
    assert " checked" not in page


def test_a_material_that_was_cancelled_says_so_and_not_that_we_look_it_up(world: World) -> None:
    gone = replace(CARD, disposition=Disposition.CANCEL, reason="营业执照能够说明")
    publish(replace(MIXED, certificates=tuple(gone if one == CARD else one for one in MIXED.certificates)))
    case = world.opened(MIXED)
    page = world.client("zhang").get(f"/cases/{case.reference}/notice").content.decode()
    assert "已取消，不用交" in page
    assert "我们来查，不用交" not in page
    window = world.client("liu").get(f"/desk/intake?item={MIXED.code}").content.decode()
    assert "已取消，不用交" in window


def test_a_new_edition_is_shown_before_anything_is_acknowledged(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    old = shown(reference)
    publish_changed()
    assert "告知内容更新了" in client.get(f"/cases/{reference}/notice").content.decode()
    answer = client.post(f"/cases/{reference}/notice", {"shown": old, "way": "pledge", "read": "on"})
    assert answer["Location"] == f"/cases/{reference}/notice"
    case = queries.case(reference)
    assert (case.state, case.edition_version, case.acknowledged_at) == ("notified", 2, None)
    page = client.get(f"/cases/{reference}/notice").content.decode()
    assert "告知内容更新了（第1版→第2版）" in page
    assert "<del>" in page
    assert "<ins>" in page


def test_a_new_edition_during_the_pledge_keeps_the_facts_and_takes_the_ticks_back(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    publish_changed()
    assert sign(client, reference)["Location"] == f"/cases/{reference}/notice"
    assert queries.case(reference).state == "notified"
    read_notice(client, reference, "pledge")
    page = client.get(f"/cases/{reference}/pledge").content.decode()
    assert 'value="公园路18号1层"' in page
    assert page.count(" checked") == 2  # the choice and the yes, which are facts


def publish_changed() -> None:
    """Publish a second edition of the slow item, with another way of verifying the lease."""
    lease = SLOW.certificates[0]
    assert lease.plan is not None
    plan = type(lease.plan)(
        "data_exchange", "real_estate", 20, "地址、期限和登记一致", "请不动产登记中心协助核查"
    )
    changed = type(lease)(**{**{name: getattr(lease, name) for name in lease.__slots__}, "plan": plan})
    slots = {name: getattr(SLOW, name) for name in SLOW.__slots__}
    publish(type(SLOW)(**{**slots, "certificates": (changed, *SLOW.certificates[1:])}))


def test_a_party_that_loses_its_standing_while_writing_is_told_so(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client, "WS01")
    read_notice(client, reference, "pledge")
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    world.bar()
    assert sign(client, reference)["Location"] == f"/cases/{reference}/why"
    assert queries.case(reference).state == "ordinary"


def test_pledging_suspended_meanwhile_leads_to_the_ordinary_path(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    editor = world.staff("editor", Role.EDITOR)
    catalogue.suspend(editor, queries.case(reference).edition, reason="法规修改")
    assert sign(client, reference)["Location"] == f"/cases/{reference}/why"
    assert "暂停告知承诺" in client.get(f"/cases/{reference}/why").content.decode()


# withdrawing --------------------------------------------------------------------------------------------------


def test_a_pledge_is_withdrawn_in_two_pages_and_leads_to_the_certificates(world: World) -> None:
    case = world.pledged()
    client = world.client("zhang")
    url = f"/cases/{case.reference}/withdraw-pledge"
    assert "不影响您的信用" in client.get(url).content.decode()
    sure = client.post(url, {"reason": "想交原件"})
    assert sure.status_code == 200
    assert queries.case(case.reference).state == "pledged"
    assert 'name="reason" value="想交原件"' in sure.content.decode()
    done = client.post(url, {"reason": "想交原件", "sure": "1"})
    assert done["Location"] == f"/cases/{case.reference}/materials"
    assert queries.case(case.reference).state == "ordinary"
    assert "已交0份，共2份" in client.get(f"/cases/{case.reference}/materials").content.decode()
    assert client.get(url).status_code == 409


def test_after_the_decision_nothing_is_withdrawn(world: World) -> None:
    case = world.granted()
    client = world.client("zhang")
    for what in ("withdraw-pledge", "withdraw"):
        answer = client.post(f"/cases/{case.reference}/{what}", {"sure": "1"})
        assert answer.status_code == 409
        assert "已经作出决定，不能再撤回" in answer.content.decode()
    assert queries.case(case.reference).state == "granted"


def test_an_application_is_withdrawn(world: World) -> None:
    case = world.opened()
    client = world.client("zhang")
    url = f"/cases/{case.reference}/withdraw"
    assert client.post(url, {}).status_code == 200
    assert client.post(url, {"sure": "1"})["Location"] == f"/cases/{case.reference}"
    assert queries.case(case.reference).state == "withdrawn"
    assert "已撤回" in client.get(f"/cases/{case.reference}").content.decode()


# who may see what ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/notice",
        "/choose",
        "/pledge",
        "/check",
        "/materials",
        "/done",
        "/why",
        "/withdraw",
        "/withdraw-pledge",
    ],
)
def test_nobody_opens_another_persons_case(world: World, page: str) -> None:
    case = world.pledged()
    assert world.client("lisi").get(f"/cases/{case.reference}{page}").status_code == 404
    assert world.client().get(f"/cases/{case.reference}{page}").status_code == 302
    assert world.client("zhang").get(f"/cases/{case.reference}{page}").status_code != 404


def test_a_paper_is_for_its_party_and_its_department(world: World) -> None:
    case = world.pledged()
    url = f"/papers/{case.pledge}.pdf"
    allowed = {
        name: world.client(name).get(url).status_code
        for name in ("zhang", "liu", "chen", "wang", "fa", "bureau")
    }
    assert set(allowed.values()) == {200}, allowed
    for name in ("lisi", "shop", "zhao", "clerk2", "editor"):
        assert world.client(name).get(url).status_code == 404
    assert world.client().get(url).status_code == 302
    assert world.client("zhang").get("/papers/nonsense.pdf").status_code == 404


def test_a_paper_is_a_pdf_with_a_chinese_name(world: World) -> None:
    case = world.pledged()
    answer = world.client("zhang").get(f"/papers/{case.pledge}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%E8%AF%81%E6%98%8E")
    assert answer["Cache-Control"] == "private, no-store"
    assert papers.paper(case.pledge).party == ZHANG


@pytest.mark.req("S6.3", "S6.4")
def test_anybody_takes_the_blank_form_home_in_two_sizes(world: World) -> None:
    plain = world.client().get("/items/WS01/form.pdf")
    large = world.client().get("/items/WS01/form.pdf?large=1")
    assert plain.status_code == large.status_code == 200
    assert plain.content.startswith(b"%PDF-")
    assert plain.content != large.content
    assert world.client().get("/items/NONE/form.pdf").status_code == 404


def test_every_public_word_is_one_of_the_twelve_and_says_something(world: World) -> None:
    cases = [world.opened(MIXED), world.pledged(), world.granted(SPOT)]
    cases += [declined_of(world)]
    for case in cases:
        told = wording.told(case, 3)
        assert told.word in STATES
        assert told.means.endswith("。")


def declined_of(world: World) -> Case:
    """Return the slow case of Zhang after its pledge was withdrawn."""
    case = queries.undecided(ZHANG, "WS03")
    assert case is not None
    acts.withdraw_pledge(world.zhang(), case.reference)
    return queries.case(case.reference)


def test_what_may_be_left_out_of_a_pledge_is_asked_and_printed_as_answered(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    assert "（选填）" in client.get(f"/cases/{reference}/pledge").content.decode()
    sent = {**TYPED, **TICKS, "s-reports_changes": "on"}
    assert client.post(f"/cases/{reference}/pledge", sent).status_code == 303
    assert "情况有变化的，我会马上告诉办理部门" in client.get(f"/cases/{reference}/check").content.decode()
    sign(client, reference)
    content = json.loads(papers.paper(queries.case(reference).pledge).content)
    answers = {one["text"]: one["chosen"] for one in content["statements"] if one["optional"]}
    assert list(answers.values()) == [True], "nobody is asked about publication where nothing is published"
    assert next(iter(answers)).startswith("作出决定以前情况有变化")
