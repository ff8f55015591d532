"""The window and the reviewer's desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.pages.cases.paper import copy_of, printed
from tests.pages.cases.world import LI, MIXED, PDF, SLOW, TYPED, ZHANG, World, publish

from nuocheng.cases import acts, queries
from nuocheng.kernel.occasion import Role

PARTY = {
    "kind": "person",
    "number": "440524 18800101 0014",
    "name": "李四",
    "phone": "13900000000",
    "address": "人民路5号",
}


def opened_at_window(world: World, item: str = "WS01") -> str:
    """Open a case at the window, and return its reference."""
    sent = {**PARTY, "item": item, "step": "open", "idempotency_key": "w1"}
    answer = world.client("liu").post("/desk/intake", sent)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2]


def accepted(client: Any, reference: str, *ways: str, **more: Any) -> Any:
    """Print, have it signed, scan it, and submit all of it at once: one click at the window."""
    case = queries.case(reference)
    sent: dict[str, Any] = {"step": "accept", "shown": case.notice_digest, "read": "on", "signed_as": "李四"}
    sent |= {f"c{place}": way for place, way in enumerate(ways)} | TYPED
    if "scans" not in more:
        sent["scans"] = copy_of(printed(client, f"/desk/intake/{reference}/print"))
    return client.post(f"/desk/intake/{reference}", sent | more)


@pytest.mark.req("S2.1", "S5.2", "S5.3")
def test_at_the_window_a_pledge_on_paper_goes_all_the_way(world: World) -> None:
    reference = opened_at_window(world, "WS03")
    client = world.client("liu")
    case = queries.case(reference)
    assert (case.state, case.taken_by, case.door, case.party) == ("notified", "liu", "window", LI)
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert f"/desk/intake/{reference}/print" in page
    assert "第1页还没扫" in page
    answer = accepted(client, reference, "pledge", "pledge")
    assert answer.status_code == 303, answer.content.decode()
    case = queries.case(reference)
    assert case.state == "pledged"
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert case.number in page
    assert f"/papers/{case.receipt}.pdf" in page


@pytest.mark.req("S2.3")
def test_at_the_window_a_part_is_pledged_and_the_rest_scanned(world: World) -> None:
    reference = opened_at_window(world)
    client = world.client("liu")
    assert accepted(client, reference, "pledge", "submit").status_code == 303
    assert queries.case(reference).state == "supplementing"
    early = client.post(f"/desk/intake/{reference}", {"step": "hand_in"})
    assert early.status_code == 422
    assert "还缺：" in early.content.decode()
    for key in ("staff", "health"):
        upload = {"step": "upload", "certificate": key, "file": SimpleUploadedFile("扫描.pdf", PDF)}
        assert client.post(f"/desk/intake/{reference}", upload).status_code == 303
    assert client.post(f"/desk/intake/{reference}", {"step": "hand_in"}).status_code == 303
    assert queries.case(reference).state == "submitted"
    assert queries.case(reference).receipt


def test_at_the_window_whoever_pledges_nothing_hands_everything_in(world: World) -> None:
    reference = opened_at_window(world)
    client = world.client("liu")
    assert accepted(client, reference, "submit", "submit", scans=[]).status_code == 303
    assert queries.case(reference).state == "ordinary"
    assert "收证明" in client.get(f"/desk/intake/{reference}").content.decode()
    for key in ("lease", "staff", "health"):
        upload = {"step": "upload", "certificate": key, "file": SimpleUploadedFile("扫描.pdf", PDF)}
        client.post(f"/desk/intake/{reference}", upload)
    early = client.post(f"/desk/intake/{reference}", {"step": "hand_in"})
    assert "签了字的纸还没有扫描" in early.content.decode()
    scans = copy_of(printed(client, f"/desk/intake/{reference}/print"))
    assert client.post(f"/desk/intake/{reference}", {"step": "hand_in", "scans": scans}).status_code == 303
    assert queries.case(reference).state == "submitted"


def test_the_same_page_sent_twice_opens_one_case_and_leads_there_both_times(world: World) -> None:
    reference = opened_at_window(world)
    assert opened_at_window(world) == reference
    sent = {**PARTY, "item": "WS01", "step": "open", "idempotency_key": "w2"}
    answer = world.client("liu").post("/desk/intake", sent)
    assert answer.status_code == 409
    assert f"/desk/intake/{reference}" in answer.content.decode()


def test_the_window_tells_at_once_whether_a_pledge_is_possible(world: World) -> None:
    client = world.client("liu")
    sent = {**PARTY, "item": "WS01", "step": "look"}
    page = client.post("/desk/intake", sent).content.decode()
    assert "可以承诺。" in page
    assert 'value="李四"' in page
    assert queries.cases_of(LI).rows == []
    world.bar()
    sent = {**sent, "number": ZHANG, "name": "张建华"}
    assert "这次要提交证明。" in client.post("/desk/intake", sent).content.decode()


@pytest.mark.parametrize(
    ("wrong", "text", "anchor"),
    [
        ({"number": "44052418800101001"}, "身份证号应为18位，您填了17位", "id_number"),
        ({"name": "李@四"}, "姓名里只能有汉字、字母和间隔点", "id_name"),
        ({"phone": "139"}, "手机号应为11位，请核对", "id_phone"),
        ({"kind": "organisation"}, "统一社会信用代码", "id_number"),
        ({"name": ""}, "请填写姓名", "id_name"),
    ],
)
def test_what_was_typed_at_the_window_stays_when_something_is_wrong(
    world: World, wrong: dict[str, str], text: str, anchor: str
) -> None:
    answer = world.client("liu").post("/desk/intake", {**PARTY, "item": "WS01", "step": "open", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert text in page
    assert f'href="#{anchor}"' in page
    assert 'value="人民路5号"' in page


def test_the_window_opens_no_second_case(world: World) -> None:
    reference = opened_at_window(world)
    answer = world.client("liu").post("/desk/intake", {**PARTY, "item": "WS01", "step": "open"})
    assert answer.status_code == 409
    assert f"/desk/intake/{reference}" in answer.content.decode()
    assert len(queries.cases_of(LI).rows) == 1


def test_the_window_serves_the_items_of_its_own_department(world: World) -> None:
    assert MIXED.name in world.client("liu").get("/desk/intake").content.decode()
    page = world.client("clerk2").get("/desk/intake").content.decode()
    assert MIXED.name not in page
    answer = world.client("clerk2").post("/desk/intake", {**PARTY, "item": "WS01", "step": "open"})
    assert answer.status_code == 422
    assert queries.cases_of(LI).rows == []


def test_the_name_signed_on_paper_is_the_partys(world: World) -> None:
    reference = opened_at_window(world, "WS03")
    answer = accepted(world.client("liu"), reference, "pledge", "pledge", signed_as="李五")
    assert answer.status_code == 422
    assert 'href="#id_signed_as"' in answer.content.decode()
    assert 'value="公园路18号1层"' in answer.content.decode()
    assert "第2页扫好了" in answer.content.decode()


# the reviewer -------------------------------------------------------------------------------------------------


def test_a_reviewer_grants_after_being_asked_once_more(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    assert case.number in client.get("/desk/review").content.decode()
    url = f"/desk/cases/{case.reference}"
    page = client.get(url).content.decode()
    for part in (
        "身份：",
        "信用：可以承诺",
        "目录版本：第1版",
        "承诺要素：2份证明，6项事实",
        "公园路18号1层",
    ):
        assert part in page
    assert "确认准予" in client.post(url, {"step": "grant"}).content.decode()
    assert queries.case(case.reference).state == "pledged"
    assert client.post(url, {"step": "grant", "sure": "1"})["Location"] == url
    assert queries.case(case.reference).state == "granted"
    after = client.get(url).content.decode()
    assert "核查任务" in after
    assert 'value="grant"' not in after


def test_a_refusal_gives_reason_and_law_and_is_confirmed(world: World) -> None:
    case = world.pledged()
    client = world.client("chen")
    url = f"/desk/cases/{case.reference}"
    blank = client.post(url, {"step": "refuse", "reason": "地址不在本区"})
    assert blank.status_code == 422
    assert 'href="#id_basis"' in blank.content.decode()
    assert "地址不在本区" in blank.content.decode()
    given = {"step": "refuse", "reason": "地址不在本区", "basis": "条例第八条"}
    assert "确认不予批准" in client.post(url, given).content.decode()
    assert queries.case(case.reference).state == "pledged"
    assert client.post(url, {**given, "sure": "1"})["Location"] == url
    assert queries.case(case.reference).state == "refused"
    assert "没批准" in world.client("zhang").get(f"/cases/{case.reference}").content.decode()


def test_whoever_took_a_case_in_does_not_decide_it(world: World) -> None:
    account = world.accounts["chen"]
    reference = opened_at_window(world, "WS03")
    client = world.client("liu")
    accepted(client, reference, "pledge", "pledge")
    world.accounts["liu"].posts.create(role=Role.REVIEWER, department_id="620402-wjj", since="2020-01-01")
    page = client.get(f"/desk/cases/{reference}").content.decode()
    assert "这一件是您受理的" in page
    assert 'value="grant"' not in page
    answer = client.post(f"/desk/cases/{reference}", {"step": "grant", "sure": "1"})
    assert answer.status_code == 422
    assert queries.case(reference).state == "pledged"
    assert 'value="grant"' in world.client(account.username).get(f"/desk/cases/{reference}").content.decode()


def test_a_decision_that_somebody_else_took_first_is_said(world: World) -> None:
    case = world.pledged()
    acts.withdraw(world.zhang(), case.reference)
    answer = world.client("chen").post(f"/desk/cases/{case.reference}", {"step": "grant", "sure": "1"})
    assert answer.status_code == 409
    assert "已撤回申请" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "queue", "page", "act"),
    [
        ("chen", 200, 200, 200),
        ("fa", 200, 200, 403),
        ("wang", 403, 200, 403),
        ("bureau", 403, 200, 403),
        ("zhao", 200, 404, 404),
        ("editor", 403, 403, 403),
        ("zhang", 403, 403, 403),
        ("", 302, 302, 302),
    ],
)
def test_posts_and_departments_open_the_desk(world: World, who: str, queue: int, page: int, act: int) -> None:
    case = world.pledged()
    client = world.client(who)
    url = f"/desk/cases/{case.reference}"
    assert client.get("/desk/review").status_code == queue
    assert client.get(url).status_code == page
    assert client.post(url, {"step": "grant"}).status_code == act


def test_the_queue_of_another_department_is_empty(world: World) -> None:
    case = world.pledged()
    page = world.client("zhao").get("/desk/review").content.decode()
    assert case.number not in page
    assert "这里没有办件" in page


def test_tabs_count_and_a_search_finds(world: World) -> None:
    case = world.pledged(SLOW)
    world.opened(MIXED)
    client = world.client("chen")
    page = client.get("/desk/review").content.decode()
    assert '待决定<span class="count">1</span>' in page
    assert '告知中<span class="count">1</span>' in page
    assert case.number in client.get("/desk/review", {"q": "张"}).content.decode()
    assert "没有找到" in client.get("/desk/review", {"q": "王"}).content.decode()
    assert client.get("/desk/review?after=nonsense").status_code == 422


@pytest.mark.req("S6.4")
def test_a_case_begun_at_the_window_goes_on_online_as_the_same_case(world: World) -> None:
    reference = opened_at_window(world, "WS03")
    online = world.client("lisi")
    assert reference in online.get("/mine").content.decode()
    sent = {"shown": queries.case(reference).notice_digest, "way": "none", "read": "on"}
    assert online.post(f"/cases/{reference}/notice", sent)["Location"] == f"/cases/{reference}/materials"
    assert "收证明" in world.client("liu").get(f"/desk/intake/{reference}").content.decode()


def test_the_paper_keeps_the_words_of_the_edition_it_was_served_under(world: World) -> None:
    case = world.opened(MIXED)
    publish(replace(MIXED, certificates=MIXED.certificates[1:]))
    page = world.client("liu").get(f"/desk/intake/{case.reference}").content.decode()
    assert "告知内容更新了" in page
    assert world.client("liu").post(f"/desk/intake/{case.reference}", {"step": "renew"}).status_code == 303
    served = queries.case(case.reference)
    assert (served.edition_version, served.notice != case.notice) == (2, True)
    assert world.client("liu").get(f"/papers/{case.notice}.pdf").status_code == 200
