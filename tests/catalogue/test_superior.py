"""Superior lists: read from files, confirmed, held against ours, each difference settled with a reason."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from tests.catalogue.office import (
    AT,
    BUREAU,
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    LEGAL,
    MARKET,
    RECORD,
    acting,
    changed,
    departments,
    published,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.channels.superior_table import read_superior
from nuocheng.catalogue.models import Edition, Settlement, SuperiorEntry, SuperiorList, SuperiorMatch
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.superior import Choice, Contents, Gap, Level, Mode, SuperiorRow
from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import Role

pytestmark = [pytest.mark.django_db, pytest.mark.req("S3.1")]

HEADING = acts.Heading("甘肃省告知承诺证明事项清单", "甘司发〔2026〕3号", Level.PROVINCIAL, date(2026, 3, 1))
RECORD_ROW = SuperiorRow(2, "无犯罪记录证明", unit="司法行政机关", issuer="公安机关")


def rows(*found: SuperiorRow) -> Contents:
    return Contents(tuple(replace(one, row=place) for place, one in enumerate(found, start=2)))


def a_list(*found: SuperiorRow, confirmed: bool = True, replaces: str = "", **units: str) -> str:
    departments()
    reference = acts.take_in_list(BUREAU, heading=HEADING, contents=rows(*found)).reference
    if confirmed:
        meant = units or {"司法行政机关": JUSTICE}
        acts.confirm_list(BUREAU, reference, departments=meant, replaces=replaces)
    return reference


def gaps(reference: str, department: str | None = None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in queries.differences(reference, department):
        found.setdefault(one.gap, set()).add(one.name)
    return found


def next_edition(item: Any, days: int = 1) -> str:
    """Publish the next edition of an item, some days later."""
    at = AT + timedelta(days=days)
    editor, legal = (acting(role, at=at) for role in (Role.EDITOR, Role.LEGAL))
    reference = acts.draft_edition(editor, item=item).reference
    acts.send_to_review(editor, reference)
    acts.pass_review(legal, reference)
    acts.publish(editor, reference)
    return reference


# Reading a file.


def workbook(*lines: list[str], merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(line)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_list_is_read_with_title_rows_merged_units_notes_and_full_width_digits() -> None:
    raw = workbook(
        ["甘肃省证明事项告知承诺制清单"],
        ["（2026年版）"],
        ["序号", "证明名称", "设定依据", "责任单位", "备注"],
        ["1", "无犯罪记录\n证明", "律师法第七条", "司法厅", ""],
        ["2", "学历证明", "律师法第五条", None, "含学位"],
        [],
        ["注：本清单自印发之日起施行"],
        merged="D4:D5",
    )
    said = read_superior(raw, "清单.xlsx", Mode.ALLOW)
    assert [(one.certificate, one.unit, one.mode) for one in said.rows] == [
        ("无犯罪记录证明", "司法厅", Mode.ALLOW),
        ("学历证明", "司法厅", Mode.ALLOW),
    ]
    assert [one.row for one in said.rows] == [4, 5]
    assert said.faults == ()
    assert said.units == ["司法厅"]


def test_a_list_of_items_says_in_each_row_what_becomes_of_it() -> None:
    text = "事项名称,改革方式,主管部门\n营业执照核发,实行告知承诺,市场监管总局\n拍卖业务许可,直接取消审批,商务部\n旅馆业,优化审批服务,公安部\n"
    said = read_superior(text.encode(), "证照分离.csv", None)
    assert [(one.item, one.mode) for one in said.rows] == [
        ("营业执照核发", Mode.ALLOW),
        ("拍卖业务许可", Mode.CANCEL),
    ]
    assert [(one.row, "没有写明" in one.text) for one in said.faults] == [(4, True)]


def test_rows_that_cannot_be_read_are_told_with_their_number_and_left_out() -> None:
    text = (
        "证明名称,设定依据\n无犯罪记录证明,律师法\n,律师法\n无犯罪记录证明,律师法\n=1+1,律师法\n"
        + "长" * 201
        + ",法\n"
    )
    said = read_superior(text.encode(), "清单.csv", Mode.ALLOW)
    assert len(said.rows) == 1
    assert [one.row for one in said.faults] == [3, 4, 5, 6]
    assert "重复" in said.faults[1].text


@pytest.mark.parametrize(
    ("raw", "name"),
    [(b"a,b\n1,2\n", "x.csv"), (b"%PDF-1.4", "x.xlsx"), (b"", "x.csv"), ("表,头\n".encode(), "x.pdf")],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(raw: bytes, name: str) -> None:
    with pytest.raises(Malformed):
        read_superior(raw, name, Mode.ALLOW)


# Taking in and confirming.


def test_a_list_counts_only_once_confirmed_and_its_rows_never_change_after() -> None:
    reference = a_list(RECORD_ROW, confirmed=False)
    assert SuperiorList.load(reference).state == "read"
    assert SuperiorEntry.objects.count() == 0
    acts.confirm_list(EDITOR, reference, departments={"司法行政机关": JUSTICE})
    entry = SuperiorEntry.objects.get()
    assert (entry.certificate, entry.plain, entry.department) == ("无犯罪记录证明", "无犯罪记录证明", JUSTICE)
    with pytest.raises(OutOfOrder):
        acts.confirm_list(EDITOR, reference, departments={})
    assert list(faults()) == []
    SuperiorEntry.objects.update(mode=Mode.FORBID)
    assert list(faults()) != []


def test_a_list_is_refused_without_title_or_rows_from_the_future_and_to_other_posts() -> None:
    departments()
    said = rows(RECORD_ROW)
    for heading, contents in (
        (replace(HEADING, title=" "), said),
        (replace(HEADING, issued_on=AT.date() + timedelta(days=1)), said),
        (HEADING, Contents(())),
        (HEADING, rows(*(replace(RECORD_ROW, certificate=f"证明{n}") for n in range(queries.MOST_ROWS + 1)))),
    ):
        with pytest.raises(Malformed):
            acts.take_in_list(BUREAU, heading=heading, contents=contents)
    with pytest.raises(NotInOffice):
        acts.take_in_list(LEGAL, heading=HEADING, contents=said)
    reference = a_list(RECORD_ROW, confirmed=False)
    with pytest.raises(Malformed):
        acts.confirm_list(BUREAU, reference, departments={"司法行政机关": "nobody"})
    with pytest.raises(NotInOffice):
        acts.confirm_list(LEGAL, reference, departments={})
    assert SuperiorList.load(reference).state == "read"


def test_a_newer_list_replaces_the_older_one_in_one_deed() -> None:
    first = a_list(RECORD_ROW)
    second = a_list(RECORD_ROW, confirmed=False)
    with pytest.raises(OutOfOrder):
        acts.supersede_list(BUREAU, first, by=second)
    with pytest.raises(OutOfOrder):
        acts.confirm_list(BUREAU, second, departments={}, replaces=second)
    acts.confirm_list(BUREAU, second, departments={}, replaces=first)
    assert [SuperiorList.load(one).state for one in (first, second)] == ["superseded", "in_force"]
    assert list(faults()) == []


def test_a_list_that_was_read_wrongly_is_discarded_and_one_that_holds_no_more_is_withdrawn() -> None:
    wrong = a_list(RECORD_ROW, confirmed=False)
    acts.discard_list(EDITOR, wrong)
    reference = a_list(RECORD_ROW)
    with pytest.raises(Malformed):
        acts.withdraw_list(BUREAU, reference, reason=" ")
    with pytest.raises(NotInOffice):
        acts.withdraw_list(EDITOR, reference, reason="废止了")
    acts.withdraw_list(BUREAU, reference, reason="省里2026年10月废止")
    with pytest.raises(OutOfOrder):
        acts.settle_difference(BUREAU, reference, spot=acts.Spot(), choice=Choice.KEEP, reason="x")
    assert [SuperiorList.load(one).state for one in (wrong, reference)] == ["discarded", "withdrawn"]


# Holding against ours.


def test_each_kind_of_difference_is_found_and_what_agrees_is_none() -> None:
    published()
    reference = a_list(
        RECORD_ROW,  # agrees
        SuperiorRow(0, "学历证明", unit="司法行政机关"),  # allowed, we demand paper
        SuperiorRow(0, "居住证明", unit="司法行政机关"),  # allowed, we know nothing of it
        SuperiorRow(0, "出生证明", mode=Mode.FORBID),  # forbidden, and we have no such thing
    )
    assert gaps(reference) == {Gap.NOT_LISTED: {"学历证明", "居住证明"}}
    stricter = a_list(replace(RECORD_ROW, mode=Mode.FORBID), SuperiorRow(0, "学历证明", mode=Mode.CANCEL))
    assert gaps(stricter) == {
        Gap.LISTED_FORBIDDEN: {"无犯罪记录证明"},
        Gap.CANCELLED_DEMANDED: {"学历证明"},
    }


def test_what_differs_between_two_that_agree_is_named() -> None:
    published()
    reference = a_list(
        replace(RECORD_ROW, issuer="司法所", basis="《律师法》第七条第二款"),
    )
    (one,) = queries.differences(reference, None)
    assert (one.gap, one.in_what) == (Gap.DIFFERS, ("开具单位",))


@pytest.mark.parametrize(
    "name", ["无犯罪 记录证明", "无犯罪记录（证明）", "“无犯罪记录证明”", "无犯罪记录证明　", "没有犯罪证明"]
)
def test_names_match_whatever_their_signs_and_by_what_else_we_call_them(name: str) -> None:
    published(changed(certificates=(replace(RECORD, aliases=("没有犯罪证明",)), DIPLOMA)))
    assert Gap.NOT_LISTED not in gaps(a_list(replace(RECORD_ROW, certificate=name)))


def test_a_row_that_names_an_item_is_held_against_that_item_only() -> None:
    published()
    published(changed(code="620402-sfj-002", name="公证员任职", certificates=(DIPLOMA,)))
    by_name = a_list(SuperiorRow(0, "学历证明", item="律师执业核准", mode=Mode.CANCEL))
    by_code = a_list(SuperiorRow(0, "学历证明", item="写法不同", item_code=LAWYER.code, mode=Mode.CANCEL))
    for reference in (by_name, by_code):
        assert [one.ours.code for one in queries.differences(reference, None)] == [LAWYER.code]
    everywhere = a_list(SuperiorRow(0, "学历证明", mode=Mode.CANCEL))
    assert len(queries.differences(everywhere, None)) == 2


def test_a_row_without_a_certificate_is_held_against_the_item_as_a_whole() -> None:
    published(changed(certificates=(DIPLOMA,)))
    reference = a_list(SuperiorRow(0, item="律师执业核准"), SuperiorRow(0, item="律师事务所设立"))
    assert SuperiorList.load(reference).whole_items
    assert gaps(reference) == {Gap.NOT_LISTED: {"律师执业核准", "律师事务所设立"}}
    next_edition(LAWYER)
    assert gaps(reference) == {Gap.NOT_LISTED: {"律师事务所设立"}}


def test_what_only_we_demand_is_found_too_and_what_we_cancelled_is_not_reproached() -> None:
    gone = replace(DIPLOMA, key="gone", name="单身证明", disposition=Disposition.CANCEL, reason="取消")
    published(changed(certificates=(RECORD, DIPLOMA, gone)))
    reference = a_list(RECORD_ROW)
    found = queries.ours_only(reference, JUSTICE).rows
    assert [(one.gap, one.name) for one in found] == [(Gap.OURS_ONLY, "学历证明")]
    assert queries.ours_only_count(reference, None) == 1
    assert queries.ours_only_count(reference, MARKET) == 0


def test_a_department_sees_its_own_rows_and_those_that_are_nobodys() -> None:
    published()
    reference = a_list(
        SuperiorRow(0, "居住证明", unit="司法行政机关"),
        SuperiorRow(0, "健康证明", unit="市场监管部门"),
        SuperiorRow(0, "年龄证明"),
        司法行政机关=JUSTICE,
        市场监管部门=MARKET,
    )
    assert gaps(reference, JUSTICE) == {Gap.NOT_LISTED: {"居住证明", "年龄证明"}}
    assert gaps(reference, MARKET) == {Gap.NOT_LISTED: {"健康证明", "年龄证明"}}


# A person's word where names differ.


def alike_row() -> tuple[str, SuperiorEntry, str]:
    edition = published()
    reference = a_list(SuperiorRow(0, "无违法犯罪记录证明", unit="司法行政机关"))
    return reference, SuperiorEntry.objects.get(), edition


def test_a_like_name_is_suggested_and_never_taken_for_the_same_by_itself() -> None:
    reference, entry, _ = alike_row()
    assert gaps(reference) == {Gap.NOT_LISTED: {"无违法犯罪记录证明"}}
    assert [one.name for one in queries.suggestions(entry, None)] == ["无犯罪记录证明"]
    assert [(str(row), found[0].name) for row, found in queries.alike(reference, JUSTICE)] == [
        ("无违法犯罪记录证明", "无犯罪记录证明")
    ]


def test_a_match_is_an_act_and_holds_for_the_same_row_of_the_next_list() -> None:
    reference, entry, edition = alike_row()
    acts.match_entry(EDITOR, reference, spot=acts.Spot(entry.pk, edition, "record"), same=True)
    match = SuperiorMatch.objects.get()
    assert (match.by, match.same, match.at) == (EDITOR.actor, True, AT)
    assert journal.history("superior_list", reference)[-1].verb == "superior_list.match"
    assert [one.gap for one in queries.differences(reference, None)] == [Gap.DIFFERS]
    assert queries.alike(reference, JUSTICE) == []
    newer = a_list(SuperiorRow(0, "无违法犯罪记录证明", unit="司法行政机关"), replaces=reference)
    assert [one.gap for one in queries.differences(newer, None)] == [Gap.DIFFERS]
    assert list(faults()) == []


def test_what_somebody_said_is_another_is_not_suggested_again_until_they_say_otherwise() -> None:
    reference, entry, edition = alike_row()
    spot = acts.Spot(entry.pk, edition, "record")
    acts.match_entry(EDITOR, reference, spot=spot, same=False)
    assert queries.suggestions(entry, None) == []
    assert gaps(reference) == {Gap.NOT_LISTED: {"无违法犯罪记录证明"}}
    acts.match_entry(acting(Role.LEGAL, at=AT + timedelta(hours=1)), reference, spot=spot, same=True)
    assert [one.gap for one in queries.differences(reference, None)] == [Gap.DIFFERS]


def test_a_match_is_refused_to_other_departments_and_for_what_is_not_there() -> None:
    reference, entry, edition = alike_row()
    spot = acts.Spot(entry.pk, edition, "record")
    with pytest.raises(NotInOffice):
        acts.match_entry(acting(Role.EDITOR, department=MARKET), reference, spot=spot, same=True)
    for wrong in (replace(spot, key="nothing"), replace(spot, entry=None), replace(spot, edition="x")):
        with pytest.raises(NotFound):
            acts.match_entry(EDITOR, reference, spot=wrong, same=True)


# Settling.


def spot_of(reference: str, place: int = 0) -> acts.Spot:
    one = queries.differences(reference, JUSTICE)[place]
    return acts.Spot(
        one.entry.pk if one.entry else None,
        one.ours.edition if one.ours else "",
        one.ours.key if one.ours else "",
    )


def settled(reference: str, department: str | None = JUSTICE) -> list[bool]:
    return [one.settled is not None for one in queries.differences(reference, department)]


def test_a_settlement_names_the_very_row_and_edition_and_stays_until_either_side_changes() -> None:
    edition = published()
    reference = a_list(SuperiorRow(0, "学历证明", unit="司法行政机关"))
    acts.settle_difference(
        EDITOR, reference, spot=spot_of(reference), choice=Choice.KEEP, reason="核查办法还没有"
    )
    word = Settlement.objects.get()
    assert (word.edition, word.key, word.entry) == (edition, "diploma", SuperiorEntry.objects.get().pk)
    assert settled(reference) == [True]
    next_edition(changed(fee="10元"))  # another edition that says the same of it
    assert settled(reference) == [True]
    next_edition(changed(certificates=(RECORD, replace(DIPLOMA, issuer="教育部门"))), days=2)
    assert settled(reference) == [False]
    assert list(faults()) == []


def test_a_settlement_holds_for_the_same_row_of_a_newer_list_and_opens_again_when_the_row_changes() -> None:
    published()
    row = SuperiorRow(0, "学历证明", unit="司法行政机关")
    first = a_list(row)
    acts.settle_difference(EDITOR, first, spot=spot_of(first), choice=Choice.KEEP, reason="核查办法还没有")
    same = a_list(row, replaces=first)
    assert settled(same) == [True]
    other = a_list(replace(row, basis="律师法第五条第一款"), replaces=same)
    assert settled(other) == [False]


def test_what_one_department_says_of_a_row_that_is_nobodys_holds_for_it_alone() -> None:
    published()
    reference = a_list(SuperiorRow(0, "年龄证明"))
    acts.settle_difference(
        EDITOR, reference, spot=spot_of(reference), choice=Choice.NOT_OURS, reason="没有这项权力"
    )
    assert (settled(reference), settled(reference, MARKET)) == ([True], [False])
    acts.settle_difference(
        BUREAU, reference, spot=spot_of(reference), choice=Choice.NOT_OURS, reason="区里没有"
    )
    assert settled(reference, MARKET) == [True]


def test_what_is_ours_only_is_settled_against_this_very_list() -> None:
    published()
    reference = a_list(RECORD_ROW)
    (one,) = queries.ours_only(reference, JUSTICE).rows
    spot = acts.Spot(None, one.ours.edition, one.ours.key)
    acts.settle_difference(EDITOR, reference, spot=spot, choice=Choice.KEEP, reason="律师法第五条要求")
    assert [row.settled is not None for row in queries.ours_only(reference, JUSTICE).rows] == [True]
    newer = a_list(RECORD_ROW, replaces=reference)
    assert [row.settled for row in queries.ours_only(newer, JUSTICE).rows] == [None]


def test_settling_is_refused_without_a_reason_to_others_and_where_nothing_differs() -> None:
    published()
    reference = a_list(SuperiorRow(0, "学历证明", unit="司法行政机关"), RECORD_ROW)
    spot = spot_of(reference)
    for on, wanted, reason, refusal in (
        (EDITOR, spot, " ", Malformed),
        (acting(Role.EDITOR, department=MARKET), spot, "理由", NotFound),
        (EDITOR, replace(spot, key="record"), "理由", NotFound),
        (acting(Role.CLERK), spot, "理由", NotInOffice),
    ):
        with pytest.raises(refusal):
            acts.settle_difference(on, reference, spot=wanted, choice=Choice.KEEP, reason=reason)
    assert Settlement.objects.count() == 0


# Cost.


def test_holding_a_list_against_many_items_asks_no_more_questions_than_against_few() -> None:
    reference = a_list(SuperiorRow(0, "学历证明", unit="司法行政机关"), RECORD_ROW)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.differences(reference, JUSTICE)
            queries.ours_only(reference, JUSTICE)
            queries.ours_only_count(reference, None)
        return len(caught)

    published()
    few = asked()
    for number in range(8):
        published(changed(code=f"620402-sfj-9{number}", name=f"事项{number}"))
    assert asked() == few


# Pages.


def upload(
    text: str = "证明名称,责任单位\n学历证明,司法行政机关\n,x\n", name: str = "清单.csv"
) -> dict[str, Any]:
    return {
        "title": "省清单",
        "number": "",
        "level": "provincial",
        "issued_on_year": "2026",
        "issued_on_month": "3",
        "issued_on_day": "1",
        "mode": "allow",
        "file": SimpleUploadedFile(name, text.encode()),
    }


def test_a_list_goes_from_file_to_settled_differences_by_its_pages() -> None:
    published()
    wang = seated("wang", Role.EDITOR)
    get("/desk/catalogue/superior/new", wang)
    answer = wang.post("/desk/catalogue/superior/new", upload())
    assert answer.status_code == 303
    address = answer["Location"]
    text = get(address, wang)
    assert "有1行没有读入" in text
    assert "第3行" in text
    assert "是本级哪个单位" in text
    answer = wang.post(address, {"step": "confirm", "unit-0": JUSTICE, "replaces": ""})
    assert (answer.status_code, answer["Location"]) == (303, address)
    text = get(address, wang)
    assert "上级可以承诺，本级没有列入" in text
    (one,) = queries.differences(address.rpartition("/")[2], JUSTICE)
    spot = f"{address}/difference?entry={one.entry.pk.hex}&edition={one.ours.edition}&key={one.ours.key}"
    assert "按上级起草新版" in get(spot, wang)
    assert wang.post(spot, {"step": "settle", "choice": "keep", "reason": ""}).status_code == 422
    answer = wang.post(spot, {"step": "settle", "choice": "keep", "reason": "核查办法还没有"})
    assert answer.status_code == 303
    assert "没有待处理的差异" in get(address, wang)
    assert "核查办法还没有" in get(f"{address}?state=settled", wang)


def test_an_edition_that_says_what_the_list_says_is_drafted_with_one_click() -> None:
    published()
    reference = a_list(SuperiorRow(0, "学历证明", mode=Mode.CANCEL, unit="司法行政机关"))
    (one,) = queries.differences(reference, JUSTICE)
    spot = f"entry={one.entry.pk.hex}&edition={one.ours.edition}&key={one.ours.key}"
    wang = seated("wang", Role.EDITOR)
    answer = wang.post(f"/desk/catalogue/superior/{reference}/difference?{spot}", {"step": "draft"})
    assert answer.status_code == 303
    draft = Edition.load(f"{LAWYER.code}-v2")
    assert draft.state == "draft"
    assert draft.says.certificate("diploma").disposition is Disposition.CANCEL
    assert draft.says.certificate("record") == RECORD
    assert settled(reference) == [True]


def test_the_differences_are_handed_out_as_a_table_without_a_formula() -> None:
    published()
    reference = a_list(replace(RECORD_ROW, certificate="=cmd()", issuer="+1"), SuperiorRow(0, "学历证明"))
    wang = seated("wang", Role.EDITOR)
    answer = wang.get(f"/desk/catalogue/superior/{reference}/differences.csv")
    text = answer.content.decode("utf-8-sig")
    assert answer.status_code == 200
    assert "'=cmd()" in text
    assert "'+1" in text
    assert "学历证明" in text
    book = load_workbook(
        io.BytesIO(wang.get(f"/desk/catalogue/superior/{reference}/differences.xlsx").content)
    )
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert len({row[0].row for row in book.active.iter_rows()}) == len(text.strip().splitlines())
    assert wang.get(f"/desk/catalogue/superior/{reference}/differences.exe").status_code == 404


def test_the_pages_of_lists_ask_for_a_post_and_take_no_nonsense() -> None:
    reference = a_list(RECORD_ROW)
    address = f"/desk/catalogue/superior/{reference}"
    clerk, legal = seated("clerk", Role.CLERK), seated("li", Role.LEGAL)
    for place in ("/desk/catalogue/superior", address, f"{address}/difference"):
        get(place, clerk, 403)
    get("/desk/catalogue/superior/new", legal, 403)
    get("/desk/catalogue/superior/nothing", legal, 404)
    get(f"{address}/difference?entry=zz", legal, 422)
    get(f"{address}/difference?edition=x&key=y", legal, 404)
    get(f"{address}?gap=alike", legal)
    get(f"{address}?gap=ours_only&after=zz", legal, 422)
    assert legal.post(address, {"step": "confirm"}).status_code == 403
    wang = seated("wang", Role.EDITOR)
    assert wang.post("/desk/catalogue/superior/new", upload(name="x.pdf")).status_code == 422
    assert wang.post("/desk/catalogue/superior/new", {}).status_code == 422
    assert wang.post(address, {"step": "confirm"}).status_code == 409
    bureau = seated("qian", Role.BUREAU)
    assert "停用这份清单" in get(address, bureau)
    assert bureau.post(address, {"step": "withdraw", "reason": ""}).status_code == 422
    assert bureau.post(address, {"step": "withdraw", "reason": "省里废止了"}).status_code == 303
    assert "不再比对" in get(address, legal)


def test_a_like_name_is_confirmed_on_the_page_of_its_row() -> None:
    reference, entry, edition = alike_row()
    wang = seated("wang", Role.EDITOR)
    assert "无犯罪记录证明" in get(f"/desk/catalogue/superior/{reference}?gap=alike", wang)
    address = f"/desk/catalogue/superior/{reference}/difference?entry={entry.pk.hex}"
    assert "是同一份吗" in get(address, wang)
    answer = wang.post(address, {"step": "same", "ours": f"{edition} record"})
    assert answer.status_code == 303
    assert SuperiorMatch.objects.get().same
