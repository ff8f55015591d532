"""When the system is down: numbers drawn beforehand, blank forms that file themselves, papers entered later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import zxingcpp
from tests.pages.cases.conftest import Standing
from tests.pages.cases.paper import copy_of, printed
from tests.pages.cases.test_desk import PARTY, accepted
from tests.pages.cases.world import AT, DEPARTMENT, LI, SLOW, World
from tests.papers.seeing import picture, texts

from nuocheng.cases import acts, queries
from nuocheng.cases.acts import BlockWanted, PaperGiven, PartyGiven
from nuocheng.cases.queries import blocks
from nuocheng.edge import clock
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import NotFound, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.papers.composing import pages
from nuocheng.papers.page_codes import read

DRAWN = {"item_code": "WS03", "window": "3号窗口", "count": "3"}
DRAWN |= {"day_year": "2026", "day_month": "11", "day_day": "24"}
SIGNED = {"signed_on_year": "2026", "signed_on_month": "11", "signed_on_day": "23"}
PAPER = {**PARTY, **SIGNED}


@pytest.fixture
def client(world: World) -> Any:
    return world.client("liu")


@pytest.fixture
def block(client: Any) -> str:
    answer = client.post("/desk/blocks", DRAWN)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2]


def first(block: str) -> str:
    return blocks.numbers_of(block)[0].reserved.reference


@pytest.mark.req("S6.4")
def test_reserved_numbers_come_from_the_one_series_of_all_cases(
    world: World, client: Any, block: str
) -> None:
    drawn = [one.reserved.reference for one in blocks.numbers_of(block)]
    assert drawn == ["2026-00001", "2026-00002", "2026-00003"]
    assert world.opened().reference == "2026-00004"
    assert not list(faults())


@pytest.mark.req("S6.3", "S6.4")
def test_blank_forms_bear_their_own_number_and_codes_on_every_page(client: Any, block: str) -> None:
    pdf = printed(client, f"/desk/blocks/{block}/print")
    assert pages(pdf) == 3 * 2 * 2
    found = [read(one.text) for page in (1, 5) for one in zxingcpp.read_barcodes(picture(pdf, page, 150))]
    assert [one.file for one in found if one] == ["2026-00001", "2026-00002"]
    assert "白区诺〔2026〕00002号" in texts(pdf)[4]


@pytest.mark.req("S6.4")
def test_a_paper_of_yesterday_is_entered_under_its_own_number(world: World, client: Any, block: str) -> None:
    scans = copy_of(printed(client, f"/desk/blocks/{block}/print"))
    reference = first(block)
    answer = client.post(f"/desk/later/{reference}", PAPER)
    assert answer.status_code == 303, answer.content.decode()
    case = queries.case(reference)
    assert (case.party, str(case.paper_on), case.block, case.late_reason) == (LI, "2026-11-23", block, "")
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert "补录：纸上日期2026年11月23日" in page
    assert accepted(client, reference, "pledge", "pledge", scans=scans).status_code == 303
    case = queries.case(reference)
    assert case.state == "pledged"
    receipt = client.get(f"/papers/{case.receipt}.pdf").content
    assert "补录：纸上日期2026年11月23日" in texts(receipt)[0]
    for address in (f"/desk/cases/{reference}", f"/desk/blocks/{block}"):
        assert "纸上日期2026年11月23日" in world.client("liu").get(address).content.decode()
    assert blocks.block(block).used == 1
    assert not list(faults())


def test_a_number_is_used_once(client: Any, block: str) -> None:
    reference = first(block)
    client.post(f"/desk/later/{reference}", PAPER)
    other = {**PAPER, "number": "11010519491231002X", "name": "张建华"}
    answer = client.post(f"/desk/later/{reference}", other)
    assert answer.status_code == 422
    assert "一个号只能用一次" in answer.content.decode()
    assert blocks.block(block).used == 1


@pytest.mark.parametrize(
    ("days", "changed", "text"),
    [
        (0, {"signed_on_day": "24"}, "纸上日期不能晚于今天"),
        (0, {"signed_on_day": "20"}, "纸上日期不能更早"),
        (0, {"signed_on_day": "31"}, "没有这一天，请核对"),
        (2, {}, "应当在2026年11月24日前补录，现在晚了，请写明原因"),
        (0, {"number": "1"}, "身份证号应为18位"),
    ],
)
def test_a_wrong_date_or_a_late_entry_is_said_so_and_nothing_typed_is_lost(
    client: Any, block: str, monkeypatch: pytest.MonkeyPatch, days: int, changed: dict[str, str], text: str
) -> None:
    monkeypatch.setattr(clock, "timezone", Standing(AT + timedelta(days=days)))
    answer = client.post(f"/desk/later/{first(block)}", {**PAPER, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert text in page
    assert 'value="人民路5号"' in page


def test_a_late_entry_with_a_reason_keeps_the_reason(
    client: Any, block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "timezone", Standing(AT + timedelta(days=2)))
    reference = first(block)
    assert client.post(f"/desk/later/{reference}", {**PAPER, "reason": "停电两天"}).status_code == 303
    assert queries.case(reference).late_reason == "停电两天"


def test_spoilt_numbers_are_declared_void_and_never_used(client: Any, block: str) -> None:
    spoilt = first(block)
    address = f"/desk/blocks/{block}"
    assert "请写明为什么作废" in client.post(address, {"step": "void", "numbers": [spoilt]}).content.decode()
    assert "请选这个号段里的号" in client.post(address, {"step": "void", "reason": "写坏了"}).content.decode()
    sent = {"step": "void", "numbers": [spoilt], "reason": "写坏了"}
    assert client.post(address, sent).status_code == 303
    answer = client.post(f"/desk/later/{spoilt}", PAPER)
    assert "已经作废（写坏了）" in answer.content.decode()
    assert client.post(address, sent).status_code == 409
    assert (blocks.block(block).void, blocks.block(block).left) == (1, 2)


def test_closing_a_block_declares_the_rest_void(client: Any, block: str) -> None:
    client.post(f"/desk/later/{first(block)}", PAPER)
    address = f"/desk/blocks/{block}"
    assert client.post(address, {"step": "close"}).status_code == 422
    assert client.post(address, {"step": "close", "reason": "来电了"}).status_code == 303
    found = blocks.block(block)
    assert (found.state, found.used, found.void, found.left) == ("closed", 1, 2, 0)
    assert "没有可以打印的号" in client.get(f"{address}/print").content.decode()
    assert not list(faults())


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"count": "0"}, "一次领1到100个号"),
        ({"count": "101"}, "一次领1到100个号"),
        ({"count": "许多"}, "请填整数，例如20"),
        ({"window": ""}, "请填写哪个窗口用"),
        ({"item_code": ""}, "请选事项"),
        ({"day_day": "1"}, "备用日期已经过了"),
    ],
)
def test_a_block_that_makes_no_sense_is_not_drawn(client: Any, changed: dict[str, str], text: str) -> None:
    answer = client.post("/desk/blocks", {**DRAWN, **changed})
    assert answer.status_code == 422
    assert text in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("白区诺〔2026〕00002号", 303),
        ("00002", 303),
        ("2026-00002", 303),
        ("00099", 404),
        ("2", 422),
        ("", 422),
    ],
)
def test_the_number_on_the_form_leads_to_its_entry(client: Any, block: str, typed: str, status: int) -> None:
    answer = client.get("/desk/later", {"number": typed})
    assert answer.status_code == status
    if status == 303:
        assert answer["Location"] == "/desk/later/2026-00002"


def test_a_block_is_nobody_elses(world: World, block: str) -> None:
    other = world.client("clerk2")
    assert other.get(f"/desk/blocks/{block}").status_code == 404
    assert other.get(f"/desk/later/{first(block)}").status_code == 404
    assert other.post(f"/desk/later/{first(block)}", PAPER).status_code == 404


def test_a_scan_of_a_form_not_entered_yet_says_so(world: World, client: Any, block: str) -> None:
    pdf = printed(client, f"/desk/blocks/{block}/print")
    reference = world.opened(number=LI, name="李四").reference
    sheet = copy_of(pdf)[0]
    answer = client.post(f"/desk/intake/{reference}", {"step": "scan", "scans": [sheet]}, follow=True)
    assert "还没有补录，请先补录" in answer.content.decode()


def test_the_act_itself_keeps_to_the_rules(world: World, block: str) -> None:
    clerk = world.staff("liu", Role.CLERK)
    party, reference = PartyGiven(LI, "person", "李四"), first(block)
    paper = PaperGiven(reference, AT.date())
    with pytest.raises(RuledOut, match="别的事项"):
        acts.open_case(clerk, item_code="WS01", party=party, paper=paper)
    with pytest.raises(NotFound):
        acts.open_case(clerk, item_code="WS03", party=party, paper=replace(paper, reference="2026-00077"))
    acts.open_case(clerk, item_code="WS03", party=party, paper=paper)
    with pytest.raises(RuledOut, match="一个号只能用一次"):
        acts.open_case(clerk, item_code="WS03", party=party, paper=paper)
    with pytest.raises(OutOfOrder):
        acts.void_numbers(clerk, block, references=[reference], reason="写坏了")


def test_a_block_needs_an_item_of_the_department(world: World) -> None:
    stranger = replace(
        world.staff("liu", Role.CLERK),
        post=replace(world.staff("liu", Role.CLERK).post, department="620402-mzj"),
    )
    assert SLOW.department == DEPARTMENT
    with pytest.raises(Exception, match="别的单位"):
        acts.draw_block(stranger, wanted=BlockWanted("WS03", "1号", AT.date(), 1))
