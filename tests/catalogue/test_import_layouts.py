"""The layouts in which departments keep their lists, built as they build them, are read without being tidied first."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from tests.catalogue import workbooks
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    JUSTICE,
    LAWYER,
    MARKET,
    RECORD,
    TODAY,
    acting,
    departments,
    drafted,
    published,
)

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels import matching as matchings
from nuocheng.catalogue.channels.matching import Items, Layout, Matching, Units
from nuocheng.catalogue.channels.suggesting import matching_at
from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.catalogue.jobs import Plan, Stage
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import planning
from nuocheng.catalogue.rules.content import Basis, Disposition, Item, ItemKind
from nuocheng.kernel.errors import Malformed, Refusal
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db

#: A picture of one dot, such as a scanned seal.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def planned(raw: bytes, name: str = "目录.xlsx", **options: object) -> Plan:
    departments()
    return jobs.plan(raw, name, on=TODAY, **options)


def suggested(raw: bytes, name: str = "目录.xlsx") -> tuple[Matching, ...]:
    departments()
    return jobs.suggestions(open_workbook(raw, name))


def items(plan: Plan) -> dict[str, Item]:
    assert [str(one) for one in plan.problems] == []
    return {one.item.name: one.item for one in plan.items}


# 常德 ----------------------------------------------------------------------------------------------------


@pytest.mark.req("S1.2", "S15.2")
def test_changde_is_read_with_its_merged_heading_ticks_broken_lines_and_notes() -> None:
    plan = planned(workbooks.changde())
    found = items(plan)
    lawyer, aid = found["律师执业核准"], found["申请法律援助"]
    assert (lawyer.kind, aid.kind, lawyer.department) == (ItemKind.LICENSE, ItemKind.BENEFIT, JUSTICE)
    record, diploma = lawyer.certificates  # 证明用途 is merged down over both
    assert record.name == "无犯罪记录证明"
    assert record.levels == diploma.levels == ("市级", "县级")
    assert aid.certificates[0].levels == ("县级", "乡级及其他")
    assert (record.demander, record.issuer) == ("区司法局", "公安机关")
    assert record.bases == (
        Basis(
            "中华人民共和国律师法",
            "第七条",
            "law",
            "主席令第七十六号",
            "申请人有下列情形之一的，不予颁发律师执业证书。",
        ),
    )
    assert [(one.title, one.level) for one in diploma.bases] == [
        ("中华人民共和国律师法", "law"),
        ("律师执业管理办法", "department_rule"),
    ]
    assert record.disposition is Disposition.PLEDGE  # the title says what list it is
    assert plan.told == ("第1—2行当作标题", "第10行当作备注")
    assert plan.rows == 3


def test_changde_is_matched_column_by_column_and_says_how_sure_it_is() -> None:
    (found,) = suggested(workbooks.changde())
    assert (found.layout, found.heading) == (Layout.PLEDGE_LIST, (4, 5))
    assert [one.key for one in found.columns] == [
        "id", "certificate_name", "purpose", "legal_basis", "basis_level", "demanding_body", "issuing_body",
        "level_province", "level_city", "level_county", "level_town", "item_type",
    ]  # fmt: skip
    assert {one.sure for one in found.columns} == {1.0}
    assert found.columns[3].heading == "设定依据·依据名称、文号及条文内容"
    assert (found.items_from, found.units_from, found.department) == (Items.PURPOSE, Units.GIVEN, JUSTICE)
    assert found.objections == ()


def test_an_old_workbook_and_a_csv_of_the_same_list_say_the_same() -> None:
    rows = [
        [cell if cell is not None else "" for cell in row]
        for row in (*workbooks.CHANGDE_HEAD, *workbooks.CHANGDE_ROWS)
    ]
    merged = [
        (1, 1, 0, 11),
        (3, 4, 0, 0),
        (3, 4, 1, 1),
        (3, 4, 2, 2),
        (3, 3, 3, 4),
        (3, 3, 5, 6),
        (3, 3, 7, 10),
        (3, 4, 11, 11),
        (5, 6, 2, 2),
        (9, 9, 0, 11),
    ]
    first = planned(workbooks.changde())
    old = planned(workbooks.old_book(("Sheet1", rows, merged)), "目录.xls")
    assert items(old) == items(first)
    assert old.told == first.told


def test_each_fault_is_told_with_its_row_its_column_and_its_reason() -> None:
    good = list(workbooks.CHANGDE_ROWS[0])
    bad_level = [*good[:4], "法规", *good[5:]]
    bad_tick = [*good[:1], "户口本", "办户口", *good[3:8], "也许", *good[9:]]
    no_name = [*good[:1], None, "办身份证", *good[3:]]
    no_purpose = [*good[:1], "照片", None, *good[3:]]
    long = [*good[:1], "长" * 201, "办护照", *good[3:]]
    plan = planned(workbooks.changde(good, bad_level, bad_tick, no_name, no_purpose, long))
    assert {(one.row, one.column, one.reason) for one in plan.problems} == {
        (7, "效力层级", "没有“法规”这个层级"),
        (7, "证明名称", "和第6行重复，同一事项的同一份证明列了两次"),
        (8, "市级", "“也许”看不出是还是否"),
        (9, "证明名称", "空着"),
        (10, "证明用途", "空着"),
        (11, "证明名称", "有201个字，最多200个字"),
    }
    assert [one.row for one in plan.problems] == [7, 7, 8, 9, 10, 11]
    assert all(one.advice for one in plan.problems)
    assert plan.items == ()


# 赤壁, 扎赉特, 烟台开发区, 涉企许可 ------------------------------------------------------------------------


@pytest.mark.req("S15.3")
def test_chibi_is_a_negative_list_whose_reasons_give_the_ground() -> None:
    plan = planned(workbooks.chibi())
    found = items(plan)
    said = {name: one.certificates[0] for name, one in found.items()}
    assert {one.department for one in found.values()} == {MARKET}
    assert {one.disposition for one in said.values()} == {Disposition.SUBMIT}
    assert {name: one.ground for name, one in said.items()} == {
        "食品经营许可": "HL", "营业性演出许可": "PS", "典当业许可": ""
    }  # fmt: skip
    assert said["食品经营许可"].reason == "直接关系人身健康、生命财产安全，不宜承诺"
    (matching,) = plan.matchings
    assert (matching.layout, matching.disposition) == (Layout.NEGATIVE_LIST, "submit")


def test_a_reason_that_gives_no_ground_comes_with_a_reminder_at_its_row() -> None:
    plan = planned(workbooks.chibi())
    assert any(one.row == 8 and one.column == "效力层级" for one in plan.warnings)


@pytest.mark.req("S1.2")
def test_zhalaite_takes_the_unit_from_the_line_above_and_passes_over_totals_and_other_sheets() -> None:
    plan = planned(workbooks.zhalaite())
    found = items(plan)
    assert list(found) == ["公证"]
    assert found["公证"].department == JUSTICE
    assert [one.remark for one in found["公证"].certificates] == ["保留", ""]
    assert [one.disposition for one in found["公证"].certificates] == [Disposition.SUBMIT] * 2
    told = " ".join(plan.told)
    for words in (
        "“清单”：第1—2行当作标题",
        "“填报单位”：区司法局",
        "“填报人”：张三",
        "第6行当作合计",
        "“填表说明”：没有认出列名",
        "“Sheet3”：空的工作表",
    ):
        assert words in told
    assert [one.layout for one in plan.matchings if one.read] == [Layout.RETAINED_LIST]


def test_yantai_says_what_stands_in_the_place_of_each_certificate() -> None:
    plan = planned(workbooks.yantai())
    (item,) = items(plan).values()
    assert item.name == "区司法局证明事项"  # nothing names an item: they are the stock of the unit
    assert [(one.name, one.disposition, one.replaced_by) for one in item.certificates] == [
        ("无违法证明", Disposition.SHARE, "部门间信息共享"),
        ("居住证明", Disposition.CHECK, "部门内部核查"),
        ("收入证明", Disposition.CANCEL, "提供工资流水"),
    ]
    assert item.certificates[0].guide == "到派出所开\n带身份证"


def test_yantai_without_a_column_for_names_says_what_is_missing_until_a_person_names_it() -> None:
    rows = [
        ("设定依据", "索要单位", "开具单位", "办理指南", "取消替代方式", "清理事项"),
        ("某法 第一条", "区司法局", "公安", "", "取消", "居住证明"),
    ]
    raw = workbooks.book(("清单", rows, []))
    (found,) = suggested(raw)
    assert found.missing == ("certificate_name",)
    with pytest.raises(Malformed, match="缺这些列：证明名称"):
        planned(raw)
    confirmed = found.with_column(5, "certificate_name")
    (item,) = items(planned(raw, matchings=[confirmed])).values()
    assert item.certificates[0].name == "居住证明"


def test_permits_become_licences_with_their_way_of_reform() -> None:
    departments()
    (found,) = suggested(workbooks.permits())
    assert found.layout is Layout.PERMITS
    assert found.units_from is Units.CATALOGUE  # new permits must be given their unit
    assert {one.column for one in planned(workbooks.permits()).problems} == {"责任单位"}
    plan = planned(workbooks.permits(), matchings=[replace(found, department=MARKET)])
    said = items(plan)
    assert {one.kind for one in said.values()} == {ItemKind.LICENSE}
    assert {name: one.certificates[0].disposition for name, one in said.items()} == {
        "机动车维修经营许可": Disposition.SUBMIT,
        "道路货运站经营许可": Disposition.PLEDGE,
        "旧许可": Disposition.CANCEL,
        "客运站经营许可": Disposition.SUBMIT,
    }
    one = said["机动车维修经营许可"].certificates[0]
    assert one.bases == (Basis("道路运输条例", "第四十条", "", "国务院令第406号"),)
    assert (one.demander, one.levels) == ("县级交通运输主管部门", ("县级",))
    assert one.remark == "改革方式：审批改为备案\n具体改革措施：办理备案即可经营\n监管措施：双随机检查"


# Other ugliness -----------------------------------------------------------------------------------------

HEAD = ("事项编码", "事项名称", "责任单位", "证明名称", "证明用途", "设定依据", "效力层级", "处置", "理由")


def test_typed_cells_and_full_width_signs_become_plain_text() -> None:
    head = (*HEAD, "承诺时限", "每年办件量", "备注")
    rows = [
        head,
        (
            "６２０４０２－ＳＦＪ",
            "律师执业",
            JUSTICE,
            "学历证明",
            3.0,
            date(2026, 3, 1),
            "法律",
            "提交",
            2.5,
            "２０个工作日",
            1200,
            True,
        ),
    ]
    (item,) = items(planned(workbooks.book(("表", rows, [])))).values()
    one = item.certificates[0]
    assert item.code == "620402-SFJ"
    assert (item.workdays, item.yearly) == (20, 1200)
    assert (one.purpose, one.bases[0].title, one.reason, one.remark) == ("3", "2026-03-01", "2.5", "是")


def test_an_item_merged_over_its_certificates_and_units_as_small_headings_are_understood() -> None:
    rows = [
        ("证明事项清单", None, None, None),
        ("事项名称", "证明名称", "设定依据", "效力层级"),
        ("一、区司法局（2项）", None, None, None),
        ("律师执业", "身份证明", "律师法 第五条", "法律"),
        (None, "学历证明", "律师法 第六条", "法律"),
        ("二、区市场监督管理局", None, None, None),
        ("商事登记", "住所证明", "某法 第一条", "法律"),
    ]
    plan = planned(workbooks.book(("表", rows, ["A1:D1", "A3:D3", "A4:A5", "A6:D6"])), matchings=None)
    found = items(plan)
    assert {name: (one.department, len(one.certificates)) for name, one in found.items()} == {
        "律师执业": (JUSTICE, 2), "商事登记": (MARKET, 1)
    }  # fmt: skip


def test_empty_cells_below_an_item_may_be_filled_from_above_when_the_person_says_so() -> None:
    rows = [
        HEAD[1:],
        ("律师执业", JUSTICE, "身份证明", "a", "b", "法律", "提交", "c"),
        ("", "", "学历证明", "a", "b", "法律", "提交", "c"),
    ]
    raw = workbooks.book(("表", rows, []))
    assert {(one.row, one.column) for one in planned(raw).problems} == {(3, "事项名称"), (3, "责任单位")}
    (found,) = suggested(raw)
    (item,) = items(planned(raw, matchings=[replace(found, fill_down=True)])).values()
    assert [one.name for one in item.certificates] == ["身份证明", "学历证明"]


def test_several_sheets_with_headings_are_all_read_and_rows_are_told_with_their_sheet() -> None:
    rows = [HEAD, ("", "甲事", JUSTICE, "身份证明", "a", "b", "法律", "提交", "c")]
    wrong = [HEAD, ("", "乙事", MARKET, "身份证明", "a", "b", "法规", "提交", "c")]
    plan = planned(workbooks.book(("司法", rows, []), ("市监", wrong, []), ("废表", [("别的", "东西")], [])))
    assert [str(one) for one in plan.problems] == [
        "“市监”第2行“效力层级”：没有“法规”这个层级。请从这些里选：法律、行政法规、国务院决定、地方性法规、部门规章、地方政府规章、规范性文件"
    ]
    assert [one.item.name for one in plan.items] == ["甲事"]
    assert any("“废表”：没有认出列名" in one for one in plan.told)


def test_a_heading_that_a_person_points_out_is_used() -> None:
    rows = [("x", "y"), ("什么事", "哪个证明"), ("律师执业", "身份证明")]
    workbook = open_workbook(workbooks.book(("表", rows, [])), "a.xlsx")
    departments()
    (found,) = jobs.suggestions(workbook)
    assert found.objections  # nothing here looks like a heading
    given = matching_at(workbook.sheets[0], [2], planning.known_units())
    given = replace(
        given.with_column(0, "item_name").with_column(1, "certificate_name"),
        department=JUSTICE,
        items_from=Items.COLUMN,
    )
    assert [one.item.name for one in jobs.plan(workbook, on=TODAY, matchings=[given]).items] == ["律师执业"]


def test_matchings_go_through_plain_values_and_back() -> None:
    found = suggested(workbooks.zhalaite())
    assert matchings.from_json(matchings.as_json(found)) == found
    plain = matchings.as_json(found)
    plain[0]["columns"][0]["key"] = "strange"
    with pytest.raises(ValueError, match="strange"):
        matchings.from_json(plain)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sheet": "没有"}, "没有“没有”这张工作表"),
        ({"department": ""}, "缺这些列：责任单位"),
        ({"heading": ()}, "没有找到列名"),
    ],
)
def test_a_matching_that_cannot_be_used_is_refused_with_what_it_lacks(
    change: dict[str, object], says: str
) -> None:
    (found,) = suggested(workbooks.changde())
    with pytest.raises(Malformed, match=says):
        planned(workbooks.changde(), matchings=[replace(found, **change)])


def test_two_columns_of_one_meaning_are_refused_and_either_may_be_left_out() -> None:
    rows = [(*HEAD, "原因"), ("", "甲事", JUSTICE, "身份证明", "a", "b", "法律", "提交", "c", "d")]
    raw = workbooks.book(("表", rows, []))
    with pytest.raises(Malformed, match="两列都是“理由”"):
        planned(raw)
    (found,) = suggested(raw)
    (item,) = items(planned(raw, matchings=[found.with_column(8, "")])).values()
    assert item.certificates[0].reason == "d"


# What there is already ----------------------------------------------------------------------------------


def test_a_list_that_names_some_certificates_leaves_the_others_of_the_item_alone() -> None:
    departments()
    reference = drafted(LAWYER)
    plan = planned(workbooks.changde())
    lawyer = next(one for one in plan.items if one.item.name == "律师执业核准")
    assert (lawyer.stage, lawyer.item.code, lawyer.last.reference) == (Stage.CHANGED, LAWYER.code, reference)
    record, diploma = lawyer.item.certificates
    assert (record.key, record.facts, record.plan) == ("record", RECORD.facts, RECORD.plan)
    assert record.bases[0].number == "主席令第七十六号"
    assert (diploma.key, diploma.purpose) == (DIPLOMA.key, "律师执业核准")
    assert lawyer.item.conditions == LAWYER.conditions


def test_the_same_list_twice_changes_nothing() -> None:
    editors = {unit: acting(Role.EDITOR, department=unit) for unit in (JUSTICE, MARKET)}
    for raw in (workbooks.changde(), workbooks.chibi(), workbooks.zhalaite(), workbooks.yantai()):
        jobs.apply(planned(raw), jobs.Staff(editors))
        again = planned(raw)
        assert {one.stage for one in again.items} == {Stage.UNCHANGED}
        assert jobs.apply(again, jobs.Staff({})) == jobs.Done(0, 0, 0)


def test_content_of_an_older_release_counts_by_what_it_says() -> None:
    drafted(LAWYER)
    row = Edition.objects.get()
    older = row.content.replace('"aliases":[],', "").replace('"remark":"",', "")
    assert older != row.content
    Edition.objects.update(content=older, digest="0" * 64)
    rows = [
        HEAD,
        (
            LAWYER.code,
            LAWYER.name,
            JUSTICE,
            "学历证明",
            "说明学历",
            "律师法 第五条",
            "法律",
            "提交",
            DIPLOMA.reason,
        ),
    ]
    raw = workbooks.book(("表", rows, []))
    (found,) = suggested(raw)
    (one,) = planned(raw, matchings=[replace(found, whole=False)]).items
    assert one.stage is Stage.UNCHANGED


def test_a_discarded_edition_says_nothing_and_the_item_is_drafted_anew() -> None:
    reference = drafted(LAWYER)
    acts.discard(EDITOR, reference, reason="写错了")
    rows = [
        HEAD,
        (LAWYER.code, LAWYER.name, JUSTICE, "学历证明", "说明学历", "律师法 第五条", "法律", "提交", "再说"),
    ]
    plan = planned(workbooks.book(("表", rows, [])))
    assert [one.stage for one in plan.items] == [Stage.NEW]
    assert len(plan.items[0].item.certificates) == 1
    jobs.apply(plan, jobs.Staff({JUSTICE: EDITOR}))
    assert list(Edition.objects.order_by("version").values_list("version", "state")) == [
        (1, "discarded"),
        (2, "draft"),
    ]


def test_a_discarded_draft_above_a_published_edition_is_passed_over() -> None:
    published(LAWYER)
    reference = acts.draft_edition(EDITOR, item=replace(LAWYER, fee="十元")).reference
    acts.discard(EDITOR, reference, reason="不改了")
    departments()
    rows = [
        HEAD,
        (
            LAWYER.code,
            LAWYER.name,
            JUSTICE,
            "学历证明",
            "说明学历",
            "律师法 第五条",
            "法律",
            "提交",
            DIPLOMA.reason,
        ),
    ]
    raw = workbooks.book(("表", rows, []))
    (found,) = suggested(raw)
    (one,) = planned(raw, matchings=[replace(found, whole=False)]).items
    assert (one.stage, one.last.version) == (Stage.UNCHANGED, 1)


def test_a_draft_that_was_changed_since_the_trial_is_not_overwritten() -> None:
    reference = drafted(LAWYER)
    plan = planned(workbooks.changde())
    acts.amend(EDITOR, reference, item=replace(LAWYER, fee="十元"))
    with pytest.raises(Refusal):
        jobs.apply(plan, jobs.Staff({JUSTICE: EDITOR}))
    assert Edition.objects.get(reference=reference).says.fee == "十元"


def test_progress_is_told_through_planning_too() -> None:
    told: list[tuple[str, int, int]] = []
    planned(workbooks.changde(), progress=lambda *step: told.append(step))
    assert told == [("读取事项", 2, 2), ("核对事项", 2, 2)]


# The error report ---------------------------------------------------------------------------------------


def bad_changde() -> bytes:
    good = list(workbooks.CHANGDE_ROWS[0])
    return workbooks.changde(good, [*good[:1], "=1+1", "办户口", good[3], "法规", *good[5:]])


def with_text_cell(raw: bytes) -> bytes:
    """Return the workbook with its second line's name as a text that only looks like a formula."""

    def change(book: openpyxl.Workbook) -> None:
        cell = book.active["B7"]
        cell.value = "=1+1"
        cell.data_type = "s"

    return workbooks.changed(raw, change)


def test_the_error_report_is_the_same_workbook_with_a_column_that_explains() -> None:
    raw = with_text_cell(bad_changde())
    departments()
    workbook = open_workbook(raw, "目录.xlsx")
    plan = jobs.plan(workbook, on=TODAY)
    made, name = jobs.marked(workbook, plan.matchings, plan.problems, plan.warnings)
    assert name == "目录（说明）.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet["M4"].value == "说明"
    assert "“效力层级”没有“法规”这个层级" in sheet["M7"].value
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A2:L2", "D4:E4"}
    assert (sheet["B7"].value, sheet["B7"].data_type) == ("=1+1", "s")
    again = open_workbook(made, name)  # it is no formula, and the column 说明 is not in the way
    assert [one.key for one in jobs.suggestions(again)[0].columns][-1] == "explained"
    assert len(jobs.plan(again, on=TODAY).problems) == len(plan.problems)
    made_again, _ = jobs.marked(again, jobs.suggestions(again), plan.problems)
    assert openpyxl.load_workbook(io.BytesIO(made_again)).active["N4"].value is None


@pytest.mark.parametrize("widths", [{}, {"A": 20}, {"M": 7}, {"L": 9, "Z": 9}])
def test_the_error_report_keeps_the_looks_and_the_pictures_of_the_workbook(widths: dict[str, int]) -> None:
    def decorate(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["B7"].font = openpyxl.styles.Font(color="FF0000FF", bold=True)
        sheet["O7"].fill = openpyxl.styles.PatternFill("solid", fgColor="00FF00")
        sheet.row_dimensions[7].height = 33
        for name, width in widths.items():
            sheet.column_dimensions[name].width = width
        sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(DOT)), "A20")

    departments()
    raw = workbooks.changed(
        bad_changde(), lambda book: (setattr(book.active["B7"], "value", "户口本"), decorate(book))
    )
    workbook = open_workbook(raw, "目录.xlsx")
    plan = jobs.plan(workbook, on=TODAY)
    made, _ = jobs.marked(workbook, plan.matchings, plan.problems)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert (sheet["B7"].font.b, sheet["O7"].fill.fgColor.rgb, sheet.row_dimensions[7].height) == (
        True,
        "0000FF00",
        33,
    )
    assert sheet["M7"].fill.fgColor.rgb == "FFFCE4D6"
    assert (sheet.column_dimensions["M"].width, len(sheet._images)) == (48, 1)
    assert {name: sheet.column_dimensions[name].width for name in widths} == {
        **widths,
        **({"M": 48} if "M" in widths else {}),
    }


def test_a_workbook_that_is_written_unusually_gets_its_column_all_the_same() -> None:
    departments()
    raw = bad_changde()
    with zipfile.ZipFile(io.BytesIO(raw)) as read:
        found = {name: read.read(name) for name in read.namelist()}
    sheet = found["xl/worksheets/sheet1.xml"].decode()
    prefixed = (
        re.sub(r"<(/?)(?![?/])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=").replace("=1+1", "户口本")
    )
    found["xl/worksheets/sheet1.xml"] = re.sub(r"<x:f>.*?</x:f>", "", prefixed).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, content in found.items():
            written.writestr(name, content)
    workbook = open_workbook(out.getvalue(), "目录.xlsx")
    plan = jobs.plan(workbook, on=TODAY)
    made, _ = jobs.marked(workbook, plan.matchings, plan.problems)
    assert "没有“法规”这个层级" in openpyxl.load_workbook(io.BytesIO(made)).active["M7"].value


@pytest.mark.parametrize("name", ["目录.xls", "目录.csv"])
def test_other_kinds_come_back_with_the_same_rows_and_the_column(name: str) -> None:
    departments()
    rows = [list(HEAD), ["", "甲事", JUSTICE, "身份证明", "a", "b", "法规", "提交", "c"]]
    raw = (
        workbooks.old_book(("表", rows, []))
        if name.endswith("xls")
        else "\n".join(",".join(row) for row in rows).encode()
    )
    workbook = open_workbook(raw, name)
    plan = jobs.plan(workbook, on=TODAY)
    made, called = jobs.marked(workbook, plan.matchings, plan.problems)
    again = open_workbook(made, called)
    assert list(again.sheets[0].rows[0]) == [*HEAD, "说明"]
    assert list(again.sheets[0].rows[1][:9]) == rows[1]
    assert again.sheets[0].rows[1][9].startswith("“效力层级”没有“法规”")
