"""Exports: everything an item says comes back as it was, and no table software ever runs a cell of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from itertools import count

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.catalogue.office import DIPLOMA, EDITOR, JUSTICE, LAWYER, RECORD, TODAY, acting, departments

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels import exporting
from nuocheng.catalogue.channels.exporting import EXPORTED
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.catalogue.jobs import Stage, shipped_supplement
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import newest, planning
from nuocheng.catalogue.rules.anchors import CODES
from nuocheng.catalogue.rules.content import (
    Answering,
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
    Step,
    StepActor,
    StepPath,
    Tried,
    Way,
)
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Department

pytestmark = pytest.mark.django_db

FULL = replace(
    LAWYER,
    certificates=(
        replace(
            RECORD,
            aliases=("无罪证明", "政审"),
            levels=("市级", "县级"),
            guide="到派出所开\n带身份证",
            remark="=1+1",
            tried=(Tried(Disposition.SHARE, "还没有接通：等省里"), Tried(Disposition.CHECK, "")),
            bases=(
                Basis(
                    "中华人民共和国律师法（2017年修正）",
                    "第七条、第九条",
                    "law",
                    "主席令第七十六号",
                    "申请律师执业，\n应当提交。",
                ),
                Basis("律师执业管理办法", "", "department_rule"),
            ),
            facts=(
                FactField("clean", "我没有犯罪记录", FactType.BOOLEAN, Comparison.IS_FALSE, "has_record"),
                FactField(
                    "years",
                    "执业年数",
                    FactType.INTEGER,
                    Comparison.AT_LEAST,
                    "years",
                    "年",
                    "写整数",
                    ("一、二", "三"),
                    "1",
                    "60",
                ),
            ),
        ),
        DIPLOMA,
        Certificate("other", "+86电话", Disposition.SUBMIT, reason="@公共安全", ground="PS", source_row="A7"),
    ),
    steps=(Step("提出申请", StepActor.PARTY, 0, StepPath.BOTH, "在窗口\n或者网上"), Step("审查", workdays=7)),
    unit="白银供水公司",
    signers=("guardian", "handler"),
    signing_methods=("handwriting", "paper", "certificate", "eid"),
    aliases=("律师证",),
    legal_workdays=30,
    place="中心广场",
    hours="9:00—17:00",
    yearly=120,
    gives=("律师执业证",),
    for_whom=("organisation",),
    bars_after_withdrawal=True,
    conditions="-没有受过刑事处罚",
    source={
        "title": "某清单",
        "url": "https://example.gov.cn/a",
        "region": "湖南省",
        "rows": "A1",
        "name": "x",
    },
)


def written(*items: Item, layout: Layout = Layout.TEMPLATE, as_csv: bool = False) -> bytes:
    out = io.BytesIO()
    exporting.write(out, items, planning.export_setting(TODAY), layout=layout, as_csv=as_csv)
    return out.getvalue()


def drafted(*items: Item) -> None:
    departments()
    for item in items:
        acts.draft_edition(EDITOR, item=item)


def parts_of(raw: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode()


# Round trips --------------------------------------------------------------------------------------------


@pytest.mark.req("S15.2")
@pytest.mark.parametrize(("name", "as_csv"), [("目录.xlsx", False), ("目录.csv", True)])
def test_a_whole_item_exported_and_imported_again_is_unchanged(name: str, as_csv: bool) -> None:
    drafted(FULL, replace(LAWYER, code="620402-sfj-002", name="没有证明的事项", certificates=()))
    plan = jobs.plan(written(*newest.items(), as_csv=as_csv), name, on=TODAY)
    assert [str(one) for one in plan.problems] == []
    assert [(one.item.code, one.stage) for one in plan.items] == [
        ("620402-sfj-001", Stage.UNCHANGED),
        ("620402-sfj-002", Stage.UNCHANGED),
    ]


def test_a_workbook_carries_everything_into_an_empty_catalogue() -> None:
    departments()
    plan = jobs.plan(written(FULL), "目录.xlsx", on=TODAY)
    assert [str(one) for one in plan.problems] == []
    (one,) = plan.items
    assert one.stage is Stage.NEW
    kept = {"source": {**FULL.source, "rows": "A7", "name": FULL.name}}
    source_rows = [found.source_row for found in one.item.certificates]
    certificates = tuple(
        replace(mine, source_row=row) for mine, row in zip(FULL.certificates, source_rows, strict=True)
    )
    assert one.item == replace(FULL, certificates=certificates, **kept)


def test_what_a_csv_cannot_carry_stays_as_it_is() -> None:
    drafted(FULL)
    raw = written(*newest.items(), as_csv=True).replace("说明学历".encode(), "说明文化程度".encode())
    plan = jobs.plan(raw, "目录.csv", on=TODAY)
    (one,) = plan.items
    assert one.stage is Stage.CHANGED
    changed = (FULL.certificates[0], replace(DIPLOMA, purpose="说明文化程度"), FULL.certificates[2])
    assert one.item == replace(FULL, certificates=changed)
    jobs.apply(plan, jobs.Staff({JUSTICE: acting(Role.EDITOR)}))
    assert Edition.objects.get().says.certificates[0].facts == FULL.certificates[0].facts


def test_a_column_that_was_deleted_leaves_alone_what_it_said_and_an_emptied_cell_empties_it() -> None:
    drafted(FULL)
    rows = list(csv.reader(io.StringIO(written(*newest.items(), as_csv=True).decode("utf-8-sig"))))
    fee, guide = rows[0].index("收费"), rows[0].index("办理指南")
    rows[1][guide] = ""
    rows = [[cell for place, cell in enumerate(row) if place != fee] for row in rows]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (one,) = jobs.plan(out.getvalue().encode(), "目录.csv", on=TODAY).items
    assert one.item.fee == "不收费"
    assert one.item.certificates[0].guide == ""


@pytest.mark.req("S2.1", "S15.2")
@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("谁可以代签承诺书", "监护人、受托人", ("guardian", "handler")),
        ("谁可以代签承诺书", "法定代理人", ("guardian",)),
        ("谁可以代签承诺书", "不能代签", ()),
        ("谁可以代签承诺书", "", ()),
        ("承诺书签署方式", "窗口纸面签名；手写", ("handwriting", "paper")),
        ("承诺书签署方式", "", ()),
    ],
)
def test_who_may_sign_and_how_is_read_from_the_words_of_a_table(
    column: str, cell: str, says: tuple[str, ...]
) -> None:
    (one,) = jobs.plan(_with_cell(column, cell), "目录.csv", on=TODAY).items
    assert (one.item.signers if "代签" in column else one.item.signing_methods) == says


@pytest.mark.parametrize(
    ("column", "cell", "advice"),
    [
        ("谁可以代签承诺书", "监护人、邻居", "“邻居”看不出谁可以代签承诺书"),
        ("承诺书签署方式", "口头", "“口头”看不出是哪一种签署方式"),
    ],
)
def test_a_cell_that_lets_somebody_sign_whom_there_is_not_is_told_with_what_to_choose(
    column: str, cell: str, advice: str
) -> None:
    told = [str(one) for one in jobs.plan(_with_cell(column, cell), "目录.csv", on=TODAY).problems]
    assert any(advice in one and "请从这些里选" in one for one in told), told


def _with_cell(column: str, cell: str) -> bytes:
    """Return the export of the full item, one of its cells changed in every row."""
    drafted(FULL)
    rows = list(csv.reader(io.StringIO(written(*newest.items(), as_csv=True).decode("utf-8-sig"))))
    place = rows[0].index(column)
    out = io.StringIO()
    csv.writer(out).writerows([rows[0], *([*row[:place], cell, *row[place + 1 :]] for row in rows[1:])])
    return out.getvalue().encode()


def test_rows_of_further_sheets_change_what_they_speak_of_and_nothing_else() -> None:
    drafted(FULL, replace(FULL, code="620402-sfj-002"))
    book = openpyxl.load_workbook(io.BytesIO(written(*newest.items())))
    sheet = book["承诺事实"]
    place = [cell.value for cell in sheet[1]].index("最小") + 1
    assert sheet.cell(3, place).value == "1"
    sheet.cell(3, place).value = 2
    for row in range(sheet.max_row, 3, -1):
        sheet.delete_rows(row)
    out = io.BytesIO()
    book.save(out)
    plan = jobs.plan(out.getvalue(), "目录.xlsx", on=TODAY)
    assert [str(one) for one in plan.problems] == []
    assert [one.stage for one in plan.items] == [Stage.CHANGED, Stage.UNCHANGED]
    assert [one.minimum for one in plan.items[0].item.certificates[0].facts] == ["", "2"]


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("事项编码", "X-9", "主表里没有“X-9”这个事项"),
        ("证明代号", "nix", "没有代号是“nix”的证明"),
        ("数据类型", "小数", "没有“小数”这一项"),
        ("事实代号", "clean", "和第2行重复"),
        ("承诺的事实", None, "空着"),
    ],
)
def test_a_fault_in_a_further_sheet_is_told_with_its_sheet_and_row_and_holds_back_the_item(
    column: str, cell: str | None, says: str
) -> None:
    drafted(FULL)
    book = openpyxl.load_workbook(io.BytesIO(written(*newest.items())))
    sheet = book["承诺事实"]
    sheet.cell(3, [one.value for one in sheet[1]].index(column) + 1).value = cell
    out = io.BytesIO()
    book.save(out)
    plan = jobs.plan(out.getvalue(), "目录.xlsx", on=TODAY)
    assert [(one.sheet, one.row, one.column) for one in plan.problems] == [("承诺事实", 3, column)]
    assert says in plan.problems[0].reason
    if column != "事项编码":
        assert plan.items == ()


_words = st.text(alphabet="证明=+-@'\"，,；;、：《》（）第七条 \n12aＡ　", max_size=12)
_codes = st.sampled_from(["low_income", "c1", "k-2"])
_ways = st.builds(
    Way,
    st.sampled_from(["internal_record", "assistance", "on_site", "written", "publicity", "own_channel"]),
    st.just("") | _codes,
    st.lists(st.builds(Answering, _codes, _codes), max_size=2).map(tuple),
)
_names = _words.map(lambda text: f"证{text}明".replace("\n", ""))


@st.composite
def _certificates(draw: st.DrawFn, key: str) -> Certificate:
    facts = [
        FactField(
            f"f{place}",
            draw(_names),
            draw(st.sampled_from(FactType)),
            draw(st.sampled_from(Comparison)),
            draw(_words),
        )
        for place in range(draw(st.integers(0, 2)))
    ]
    disposition = draw(st.sampled_from(Disposition))
    return Certificate(
        key=key,
        name=f"{key}{draw(_names)}",
        disposition=disposition,
        purpose=draw(_words),
        proves=draw(_words),
        issuer=draw(_words),
        demander=draw(_words),
        bases=tuple(
            Basis(
                draw(_names),
                draw(_words),
                draw(st.sampled_from(["law", "local_rule"])),
                draw(_words),
                draw(_words),
            )
            for _ in range(draw(st.integers(0, 3)))
        ),
        reason=draw(_words),
        ground="" if disposition is Disposition.PLEDGE else draw(st.sampled_from(["", "PS", "HL"])),
        facts=tuple(facts),
        plan=draw(
            st.none()
            | st.builds(
                Plan,
                _words,
                _words,
                st.integers(0, 99),
                _words,
                _words,
                _words,
                shows=st.booleans(),
                harm=st.sampled_from(["", "low", "high"]),
                then=st.lists(_ways, max_size=3).map(tuple),
                tries=st.integers(0, 9),
            )
        ),
        source_row=draw(st.sampled_from(["", "A1", "7"])),
        aliases=tuple(draw(st.lists(_words, max_size=2))),
        levels=tuple(draw(st.lists(st.sampled_from(["市级", "县级"]), max_size=2, unique=True))),
        guide=draw(_words),
        replaced_by=draw(_words),
        remark=draw(_words),
        tried=(Tried(Disposition.SHARE, draw(_words)),) if draw(st.booleans()) else (),
    )


_COUNT = count()


@st.composite
def _items(draw: st.DrawFn) -> Item:
    return Item(
        code="620402-sfj-9",
        name=draw(_names),
        kind=draw(st.sampled_from(ItemKind)),
        department=JUSTICE,
        certificates=tuple(draw(_certificates(f"c{place}")) for place in range(draw(st.integers(0, 3)))),
        conditions=draw(_words),
        steps=tuple(Step(draw(_names), says=draw(_words)) for _ in range(draw(st.integers(0, 2)))),
        workdays=draw(st.integers(0, 99)),
        on_the_spot=draw(st.booleans()),
        fee=draw(_words),
        unit=draw(_words),
        aliases=tuple(draw(st.lists(_words, max_size=2))),
        source=draw(st.dictionaries(st.sampled_from(["title", "url", "rows"]), _words)),
        gives=tuple(draw(st.lists(_words, max_size=2))),
        signers=draw(_some_of(CODES["signers"])),
        signing_methods=draw(_some_of(CODES["signing_methods"])),
    )


def _some_of(codes: Mapping[str, str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some codes, in their order."""
    return st.sets(st.sampled_from(sorted(codes))).map(
        lambda some: tuple(one for one in codes if one in some)
    )


@pytest.mark.req("S15.2")
@pytest.mark.parametrize("as_csv", [False, True])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(item=_items())
def test_whatever_an_item_says_an_export_of_it_changes_nothing(as_csv: bool, item: Item) -> None:
    item = replace(item, code=f"620402-sfj-{next(_COUNT)}")
    drafted(item)
    stored = newest.newest([item.code])[item.code].item
    plan = jobs.plan(written(stored, as_csv=as_csv), "a.csv" if as_csv else "a.xlsx", on=TODAY)
    told = [str(one) for one in plan.problems]
    assert told == []
    assert [one.stage for one in plan.items] == [Stage.UNCHANGED], (plan.items[0].item, stored)


@pytest.mark.req("S15.2")
def test_the_shipped_catalogue_comes_back_unchanged() -> None:
    for code in ["sfj", "mzj", "wjj", "scj", "jyj", "rsj", "zjj", "gaj", "zrj", "ylj"]:
        Department.objects.create(code=f"620402-{code}", name=f"区{code}局", short=code, mark=code)
    raw = files("nuocheng.catalogue").joinpath("data", "demo", "catalogue.csv").read_bytes()
    first = jobs.plan(raw, "catalogue.csv", on=TODAY, supplement=shipped_supplement())
    editors = {
        one.item.department: acting(Role.EDITOR, department=one.item.department) for one in first.items
    }
    jobs.apply(first, jobs.Staff(editors))
    for name, as_csv in (("目录.xlsx", False), ("目录.csv", True)):
        again = jobs.plan(written(*newest.items(), as_csv=as_csv), name, on=TODAY)
        assert [str(one) for one in again.problems] == []
        assert again.count(Stage.UNCHANGED) == len(first.items)
    last = jobs.plan(raw, "catalogue.csv", on=TODAY, supplement=shipped_supplement())
    assert last.count(Stage.UNCHANGED) == len(first.items)


# Nothing runs -------------------------------------------------------------------------------------------

_LIVE = re.compile(r"<(?:\w+:)?f[\s/>]")


@pytest.mark.parametrize("layout", EXPORTED)
def test_no_export_carries_a_live_formula(layout: Layout) -> None:
    departments()
    evil = '=HYPERLINK("http://x","y")'
    certificates = [
        Certificate(
            f"c{place}",
            evil + str(place),
            one,
            evil,
            evil,
            evil,
            evil,
            (Basis(evil, evil),),
            evil,
            ground="PS",
            remark=evil,
        )
        for place, one in enumerate(Disposition)
    ]
    item = replace(FULL, name=evil, certificates=tuple(certificates))
    texts = dict(parts_of(written(item, layout=layout)))
    sheets = [text for name, text in texts.items() if name.startswith("xl/worksheets/sheet")]
    assert any("HYPERLINK" in text for text in sheets)
    assert not any(_LIVE.search(text) for text in texts.values())
    assert _LIVE.search('<c r="A1"><f>1+1</f></c>')  # what would have been found
    assert not any("externalLink" in name or "hyperlink" in text for name, text in texts.items())


def test_a_csv_marks_what_would_run() -> None:
    departments()
    rows = list(csv.reader(io.StringIO(written(FULL, as_csv=True).decode("utf-8-sig"))))
    assert "'=1+1" in rows[1]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


# Layouts and templates ----------------------------------------------------------------------------------


@pytest.mark.req("S15.3")
def test_the_negative_list_has_title_line_merged_heading_and_reason() -> None:
    departments()
    raw = written(FULL, layout=Layout.NEGATIVE_LIST)
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert sheet["A1"].value.endswith("不能实行告知承诺制证明事项目录")
    assert sheet["A2"].value == "单位（盖章）："
    assert [sheet.cell(3, place).value for place in (1, 2, 4, 6, 8)] == [
        "序号",
        "证明名称",
        "设定依据",
        "实施基本情况",
        "行使层级",
    ]
    assert [sheet.cell(4, place).value for place in (4, 5, 8)] == [
        "依据名称、文号及条文内容",
        "效力层级",
        "省部级",
    ]
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A1:M1", "A3:A4", "D3:E3", "F3:G3", "H3:K3", "M3:M4"} <= merged
    assert [sheet.cell(5, place).value for place in (1, 2, 13)] == ["1", "+86电话", "公共安全：@公共安全"]
    assert sheet.cell(6, 1).value is None  # what may be pledged, or is only asked for, is not in it


@pytest.mark.parametrize("layout", [one for one in EXPORTED if one is not Layout.TEMPLATE])
def test_every_published_layout_is_recognised_again(layout: Layout) -> None:
    departments()
    certificates = [
        replace(RECORD, key=f"c{n}", name=f"证明{n}", disposition=one, ground="", reason="另有规定")
        for n, one in enumerate(Disposition)
    ]
    negative = replace(
        RECORD, key="n", name="负面", disposition=Disposition.SUBMIT, ground="HL", reason="重要"
    )
    raw = written(replace(FULL, certificates=(*certificates, negative)), layout=layout)
    (matching,) = jobs.suggestions(open_workbook(raw, "a.xlsx"))
    assert matching.layout is layout
    assert matching.left_out == ()


def test_the_empty_template_offers_choices_explains_every_column_and_is_recognised() -> None:
    departments()
    out = io.BytesIO()
    exporting.write_template(out, planning.export_setting(TODAY))
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["事项目录", "办理步骤", "承诺事实", "核查办法", "填写说明"]
    main = book["事项目录"]
    assert main.freeze_panes == "C2"
    offered = " ".join(one.formula1 for one in main.data_validations.dataValidation)
    for word in ("行政许可", "可以承诺代替", "公共安全", "地方性法规"):
        assert word in offered
    explained = {row[0].value for row in book["填写说明"].iter_rows()}
    for name in ("事项目录", "办理步骤", "承诺事实", "核查办法"):
        assert {cell.value for cell in book[name][1]} <= explained
    matchings = jobs.suggestions(open_workbook(out.getvalue(), "a.xlsx"))
    assert [one.layout for one in matchings if one.read] == [
        Layout.TEMPLATE,
        Layout.STEPS,
        Layout.FACTS,
        Layout.PLANS,
    ]
    assert all(not one.objections and not one.left_out for one in matchings)
    assert all(cell.value == "" or cell.value is None for cell in main[2])
