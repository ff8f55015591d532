"""Importing a table: planned first, told by row and column, all of it or none, the same twice."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.office import AT, EDITOR, JUSTICE, MARKET, TODAY, acting, departments, someone

from nuocheng.catalogue import acts, jobs, queries
from nuocheng.catalogue.channels import lines
from nuocheng.catalogue.channels.lines import Problem, Table, read_lines
from nuocheng.catalogue.channels.suggesting import suggest
from nuocheng.catalogue.channels.supplement import Supplement, read_supplement, shipped_supplement
from nuocheng.catalogue.channels.table_file import BOM, report
from nuocheng.catalogue.channels.tables import kinds, open_workbook
from nuocheng.catalogue.channels.tables.cells import is_formula, neutral, restored
from nuocheng.catalogue.channels.units import Units
from nuocheng.catalogue.jobs import Stage
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.journal.models import Entry
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Department
from nuocheng.simulator.registers import Registers

HEADING = "序号,事项名称,责任单位,证明名称,证明用途,设定依据,效力层级,处置,不能承诺的情形,理由,开具单位"
GOOD = "A1,律师执业核准,620402-sfj,无犯罪记录证明,说明没有犯罪,律师法 第七条,法律,提交,,核查办法还没有制定,公安机关"
SECOND = "A2,律师执业核准,620402-sfj,身份证明,说明身份,律师法 第六条,法律,共享,,从人口信息查询,公安机关"
OTHER = (
    "B1,商事登记,区市场监督管理局,住所证明,说明住所,某条例 第一条,地方性法规,提交,公共安全,,不动产登记机构"
)


def table(*rows: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *rows]).encode()


UNITS = Units.of([(JUSTICE, "区司法局", "区司法局"), (MARKET, "区市场监督管理局", "区市监局")])


def read_table(raw: bytes, name: str) -> Table:
    """Read a table as it is read where nobody confirms its columns."""
    workbook = open_workbook(raw, name)
    return read_lines(workbook, suggest(workbook, UNITS), UNITS)


def planned(*rows: str, publishing: bool = False, **what) -> jobs.Plan:
    departments()
    return jobs.plan(table(*rows), "目录.csv", on=TODAY, publishing=publishing, **what)


def staff(*, reviewing: bool = True) -> jobs.Staff:
    departments()
    legal = {unit: (acting(Role.LEGAL, department=unit),) for unit in (JUSTICE, MARKET)}
    editors = {unit: acting(Role.EDITOR, department=unit) for unit in (JUSTICE, MARKET)}
    return jobs.Staff(editors, legal if reviewing else {})


def nothing_is_written() -> bool:
    return not Edition.objects.exists() and not Entry.objects.exists()


# Reading files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_every_encoding_that_table_software_here_writes(encoding: str) -> None:
    raw = f"{HEADING}\n{GOOD}".encode(encoding)
    read = read_table(raw, "目录.CSV")
    assert read.problems == ()
    assert read.lines[0]["certificate_name"] == "无犯罪记录证明"
    assert read.lines[0].row == 2


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (table(GOOD), "目录.doc", "只能读"),
        (table(GOOD), "目录.xls", "内容其实是文本文件"),
        (table(GOOD), "目录", "没有扩展名"),
        (b"PK\x03\x04\0\0", "目录.csv", "另存为CSV"),
        (b"\xff\xff\xff\xff", "目录.csv", "编码"),
        (b"", "目录.csv", "文件是空的"),
        (table(), "目录.csv", "没有内容"),
        (table(",,,"), "目录.csv", "没有内容"),
        (table('A1,"没有配对'), "目录.csv", "引号"),
        (table(GOOD, heading=HEADING.replace("证明用途", "证明名称")), "目录.csv", "两列都是"),
        (table(GOOD, heading=HEADING.replace("证明名称", "备注")), "目录.csv", "缺这些列：证明名称"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_and_says_what_to_do(raw, name, says) -> None:
    with pytest.raises(Malformed, match=says):
        read_table(raw, name)


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 1024 * 1024)
    with pytest.raises(Malformed, match="超过1MB"):
        read_table(b"a" * (1024 * 1024 + 1), "目录.csv")
    monkeypatch.setattr(lines, "MOST_ROWS", 2)
    with pytest.raises(Malformed, match="超过2行"):
        read_table(table(GOOD, SECOND, OTHER), "目录.csv")


def test_a_column_that_nobody_knows_is_refused_where_nobody_confirms_the_columns() -> None:
    departments()
    with pytest.raises(Malformed, match="不认识的列：随便什么"):
        jobs.plan(table(GOOD, heading=HEADING.replace("证明用途", "随便什么")), "目录.csv", on=TODAY)


def test_columns_are_known_by_their_meaning_whatever_their_order_and_their_other_names() -> None:
    heading = "证明材料名称,单位代码,政务服务事项名称,notes"
    read = read_table(table("身份证明,620402-sfj,律师执业,无", heading=heading), "a.csv")
    assert read.problems == ()
    assert dict(read.lines[0].cells) == {
        "certificate_name": "身份证明", "department": "620402-sfj", "item_name": "律师执业", "remark": "无"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "runs"),
    [
        ("=1+1", True),
        ("＝cmd|' /C calc'!A0", True),
        ("+86", True),
        ("-1", True),
        ("@SUM(A1)", True),
        ("　 =1", True),
        ("\t=1", True),
        ("\ufeff=1", True),
        ("-", False),
        ("—", False),
        ("", False),
        ("1=1", False),
        ("《条例》", False),
    ],
)
def test_what_table_software_would_run_is_known_refused_and_neutralised(cell: str, runs: bool) -> None:
    assert is_formula(cell) is runs
    assert not is_formula(neutral(cell))
    read = read_table(table(GOOD.replace("说明没有犯罪", f'"{cell}"')), "a.csv")
    assert [problem.column for problem in read.problems] == (["证明用途"] if runs else [])


@given(st.text(max_size=12) | st.text(alphabet="'=+ 　1", max_size=6))
def test_nothing_neutralised_is_run_and_it_can_be_taken_back_exactly(cell: str) -> None:
    assert not is_formula(neutral(cell))
    assert restored(neutral(cell)) == cell


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_reading_fall_over(raw: bytes) -> None:
    try:
        read_table(raw, "a.csv")
    except Malformed as refusal:
        assert refusal.text  # noqa: PT017 - either reading works or the refusal says something


@given(st.lists(st.text(alphabet="=+,，\"'\n 证明", max_size=8), min_size=11, max_size=12))
def test_any_cells_become_a_line_or_faults_of_their_own_row(cells: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADING.split(","))
    writer.writerow(cells)
    try:
        read = read_table(out.getvalue().encode(), "a.csv")
    except Malformed:
        assert not any(cell.strip() for cell in cells)
        return
    assert {problem.row for problem in read.problems} <= {2}


def test_a_row_with_more_cells_than_headings_is_a_fault() -> None:
    read = read_table(table(f"{GOOD},多一格"), "a.csv")
    assert [(one.row, one.column) for one in read.problems] == [(2, "整行")]


def test_the_report_names_row_column_and_reason_and_runs_nothing() -> None:
    raw = report([Problem(3, "设定依据", "=1+1", "请改")], [Problem(2, "开具单位", "原因", "")])
    assert raw.startswith(BOM)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows == [
        ["行号", "列", "轻重", "说明", "怎么改"],
        ["2", "开具单位", "提醒", "原因", ""],
        ["3", "设定依据", "问题", "'=1+1", "请改"],
    ]


# Planning and carrying out ------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.mark.req("S1.2", "S4")
def test_rows_of_one_item_and_unit_become_one_item_with_a_disposition_for_each() -> None:
    plan = planned(GOOD, SECOND, OTHER)
    assert plan.problems == ()
    first, second = (one.gathered.item for one in plan.items)
    assert (first.code, second.code) == ("620402-sfj-A1", "620402-scj-B1")
    assert [one.disposition for one in first.certificates] == [Disposition.SUBMIT, Disposition.SHARE]
    assert first.certificates[0].bases[0].level == "law"
    assert second.certificates[0].ground == "PS"
    assert plan.summary == "读到3行、2个事项：新增2个，改动0个，没变0个，有问题0个"


def test_a_plan_writes_nothing() -> None:
    planned(GOOD, SECOND, OTHER, publishing=True)
    assert nothing_is_written()


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (GOOD.replace("律师执业核准", ""), "事项名称", "空着"),
        (GOOD.replace("无犯罪记录证明", " "), "证明名称", "空着"),
        (GOOD.replace("620402-sfj", "620402-xyz"), "责任单位", "没有“620402-xyz”这个单位"),
        (GOOD.replace(",法律,", ",法规,"), "效力层级", "没有“法规”这个层级"),
        (GOOD.replace(",提交,", ",容缺,"), "处置", "没有“容缺”这种处置"),
        (GOOD.replace("提交,,", "提交,太麻烦,"), "不能承诺的情形", "不在规定的几种里"),
        (GOOD.replace("提交,,", "承诺,公共安全,"), "不能承诺的情形", "两者矛盾"),
        (GOOD.replace("说明没有犯罪", "=1+1"), "证明用途", "公式"),
        (GOOD.replace("说明没有犯罪", "长" * 401), "证明用途", "最多400个字"),
    ],
)
def test_a_fault_is_told_by_row_column_and_reason_and_holds_back_its_item_alone(row, column, reason) -> None:
    plan = planned(OTHER, SECOND, row)
    told = [(one.row, one.column) for one in plan.problems]
    assert told == [(4, column)]
    assert reason in plan.problems[0].reason
    assert plan.problems[0].advice
    left = {one.gathered.item.code for one in plan.items}
    # A row without the name of its item cannot be known to belong to it: then the item goes without it.
    assert left == ({"620402-scj-B1", "620402-sfj-A2"} if column == "事项名称" else {"620402-scj-B1"})


def test_the_same_certificate_twice_in_one_item_is_a_fault_that_names_both_rows() -> None:
    plan = planned(GOOD, GOOD.replace("A1", "A9"))
    assert [(one.row, one.column) for one in plan.problems] == [(3, "证明名称")]
    assert "第2行" in plan.problems[0].reason
    assert plan.items == ()


def test_nothing_is_written_while_anything_is_wrong_unless_the_good_rows_are_asked_for() -> None:
    plan = planned(GOOD, OTHER.replace("地方性法规", "法规"))
    with pytest.raises(Malformed, match="一行也没有写入"):
        jobs.apply(plan, staff())
    assert nothing_is_written()
    done = jobs.apply(plan, staff(), good_rows=True)
    assert (done.drafted, done.published) == (1, 0)
    assert list(Edition.objects.values_list("code", "state")) == [("620402-sfj-A1", "draft")]


def test_a_refusal_half_way_takes_everything_back() -> None:
    plan = planned(GOOD, OTHER)
    departments()
    blocked = staff()
    wrong = {**blocked.editors, MARKET: acting(Role.EDITOR, department=JUSTICE)}
    with pytest.raises(NotInOffice):
        jobs.apply(plan, jobs.Staff(wrong))
    assert nothing_is_written()


def test_the_same_table_twice_changes_nothing_the_second_time_and_a_change_makes_a_new_edition() -> None:
    jobs.apply(planned(GOOD, SECOND, OTHER, publishing=True), staff(), publishing=True)
    again = planned(GOOD, SECOND, OTHER, publishing=True)
    assert {one.stage for one in again.items} == {Stage.UNCHANGED}
    entries = Entry.objects.count()
    assert jobs.apply(again, staff(), publishing=True) == jobs.Done(0, 0, 0)
    assert Entry.objects.count() == entries
    changed = planned(GOOD.replace("说明没有犯罪", "说明守法"), SECOND, OTHER, publishing=True)
    assert (changed.count(Stage.CHANGED), changed.count(Stage.UNCHANGED)) == (1, 1)
    assert jobs.apply(changed, staff(), publishing=True).published == 1
    assert queries.in_force("620402-sfj-A1").version == 2
    assert queries.publicly("620402-sfj-A1", 1).says.certificates[0].purpose == "说明没有犯罪"


def test_a_changed_row_amends_the_draft_that_is_there() -> None:
    jobs.apply(planned(GOOD), staff())
    done = jobs.apply(planned(GOOD.replace("说明没有犯罪", "说明守法")), staff())
    assert (done.drafted, done.amended) == (0, 1)
    assert Edition.objects.get().says.certificates[0].purpose == "说明守法"


def test_an_edition_under_review_is_not_touched_and_its_row_says_so() -> None:
    jobs.apply(planned(GOOD), staff())
    acts.send_to_review(EDITOR, "620402-sfj-A1-v1")
    plan = planned(GOOD.replace("说明没有犯罪", "说明守法"))
    assert [(one.row, one.column) for one in plan.problems] == [(2, "事项名称")]
    assert "正在审核" in plan.problems[0].reason


def test_another_units_code_is_a_fault() -> None:
    heading = f"{HEADING},事项编码"
    departments()
    jobs.apply(jobs.plan(table(f"{GOOD},X-1", heading=heading), "a.csv", on=TODAY), staff())
    plan = jobs.plan(table(f"{OTHER},X-1", heading=heading), "a.csv", on=TODAY)
    assert [one.column for one in plan.problems] == ["事项编码"]


@pytest.mark.req("S3.3")
def test_a_gap_is_a_warning_for_a_draft_and_a_fault_for_publication() -> None:
    bare = GOOD.replace(",提交,", ",承诺,")
    draft = planned(bare)
    assert draft.problems == ()
    assert "核查方式" in {one.column for one in draft.warnings}
    publication = planned(bare, publishing=True)
    assert {(one.row, one.column) for one in publication.problems} >= {(2, "核查方式")}
    assert publication.items == ()


@pytest.mark.req("S14.1")
def test_publication_needs_somebody_else_to_review() -> None:
    plan = planned(GOOD, publishing=True)
    with pytest.raises(NotInOffice, match="法制审核"):
        jobs.apply(plan, staff(reviewing=False), publishing=True)
    alone = jobs.Staff({JUSTICE: acting(Role.EDITOR, "wang")}, {JUSTICE: (acting(Role.LEGAL, "wang"),)})
    with pytest.raises(NotInOffice, match="法制审核"):
        jobs.apply(plan, alone, publishing=True)
    assert nothing_is_written()


def test_staff_are_known_by_the_posts_their_accounts_hold() -> None:
    someone("wang", Role.EDITOR)
    someone("li", Role.LEGAL)
    found = jobs.staff_of(["wang", "li"], AT)
    assert set(found.editors) == {JUSTICE}
    assert found.reviewer(JUSTICE) is not None
    with pytest.raises(NotFound):
        jobs.staff_of(["nobody"], AT)
    with pytest.raises(NotInOffice, match="区市场监督管理局"):
        jobs.apply(planned(GOOD, OTHER), found)


def test_progress_is_told_item_by_item() -> None:
    told: list[tuple[str, int, int]] = []
    jobs.apply(planned(GOOD, OTHER), staff(), progress=lambda *step: told.append(step))
    assert told == [("导入目录", 1, 2), ("导入目录", 2, 2)]


# What ships with the demonstration ----------------------------------------------------------------------


def shipped() -> jobs.Plan:
    for code in ["sfj", "mzj", "wjj", "scj", "jyj", "rsj", "zjj", "gaj", "zrj", "ylj"]:
        Department.objects.create(code=f"620402-{code}", name=code, short=code, mark=code)
    raw = files("nuocheng.catalogue").joinpath("data", "demo", "catalogue.csv").read_bytes()
    return jobs.plan(raw, "catalogue.csv", on=TODAY, supplement=shipped_supplement(), publishing=True)


@pytest.mark.req("S1.1", "S1.2", "S3.3", "S4")
def test_the_shipped_catalogue_is_whole_and_every_item_of_it_may_be_published() -> None:
    plan = shipped()
    assert plan.problems == ()
    assert plan.rows >= 220
    items = [one.gathered.item for one in plan.items]
    pledgeable = [item for item in items if item.pledgeable]
    assert len(pledgeable) >= 12
    assert {item.department for item in items} == set(Department.objects.values_list("code", flat=True))
    assert any(item.for_whom == ("organisation",) for item in pledgeable)
    assert any(len(item.to_prove) > len(item.pledgeable) for item in pledgeable)
    assert any(item.on_the_spot and len(item.pledgeable) == 2 for item in pledgeable)
    dispositions = {one.disposition for item in items for one in item.certificates}
    assert dispositions == set(Disposition)


def test_every_detail_that_ships_is_used_by_the_shipped_table() -> None:
    supplement, items = shipped_supplement(), [one.gathered.item for one in shipped().items]
    rows = {one.source_row for item in items for one in item.pledgeable}
    assert rows == set(supplement.certificates)
    assert {(item.source["name"], item.department) for item in items} >= set(supplement.items)


def test_every_pledged_fact_that_ships_can_be_asked_of_a_source_that_exists() -> None:
    registers = Registers.catalogue()
    folder = files("nuocheng.catalogue").joinpath("data", "demo")
    for item in (one.gathered.item for one in shipped().items):
        for one in item.pledgeable:
            assert one.plan is not None
            if one.plan.channel == "exempt":
                continue
            if one.plan.channel == "data_exchange":
                source = registers[one.plan.source]
                held = {field.key for field in source.fields}
                assert set(item.for_whom) <= set(source.subject_kinds), item.name
            else:
                head = folder.joinpath(f"register-{one.plan.source}.csv").read_text("utf-8").splitlines()[0]
                assert head.split(",")[:3] == ["number", "name", "as_of"]
                held = set(head.split(",")[3:])
            assert {field.source_field for field in one.facts} <= held, item.name


@pytest.mark.parametrize(
    "text", ["[[item]", "[[item]]\nmatch = 1", '[[item]]\nmatch="a"\ndepartment="b"\nkind="strange"']
)
def test_a_supplement_that_is_not_well_formed_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_supplement(text.encode())
    assert read_supplement(b"") == Supplement()
