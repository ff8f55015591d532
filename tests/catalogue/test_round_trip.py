"""Published lists carry no codes, and still an export of the catalogue that is imported again changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from itertools import count

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.catalogue.office import DIPLOMA, EDITOR, LAWYER, RECORD, TODAY, acting, departments
from tests.catalogue.test_export import _items, written

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels.exporting import LAYOUTS
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.catalogue.jobs import Stage, shipped_supplement
from nuocheng.catalogue.queries import newest, planning
from nuocheng.catalogue.queries.planning import Plan
from nuocheng.catalogue.rules.content import Basis, Disposition, Item, ItemKind
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Department

pytestmark = pytest.mark.django_db

_COUNT = count()
WAYS = [(layout, as_csv) for layout in LAYOUTS for as_csv in (False, True)]
_NAMES = [f"{layout}.{'csv' if as_csv else 'xlsx'}" for layout, as_csv in WAYS]


def again(*items: Item, layout: Layout, as_csv: bool) -> Plan:
    """Return the plan of importing what was just exported."""
    raw = written(*items, layout=layout, as_csv=as_csv)
    return jobs.plan(raw, f"清单.{'csv' if as_csv else 'xlsx'}", on=TODAY)


def told(plan: Plan) -> list[str]:
    return [str(one) for one in plan.problems]


def rows_of(layout: Layout, *items: Item) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(*items, layout=layout, as_csv=True).decode("utf-8-sig"))))


def planned(rows: list[list[str]], chosen: tuple[tuple[int, str], ...] = ()) -> Plan:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    raw = out.getvalue().encode()
    if not chosen:
        return jobs.plan(raw, "清单.csv", on=TODAY)
    (matching,) = jobs.suggestions(open_workbook(raw, "清单.csv"))
    return jobs.plan(raw, "清单.csv", on=TODAY, matchings=[replace(matching, chosen=chosen)])


@pytest.fixture
def shipped() -> None:
    """Bring the shipped catalogue in."""
    for code in ["sfj", "mzj", "wjj", "scj", "jyj", "rsj", "zjj", "gaj", "zrj", "ylj"]:
        Department.objects.create(code=f"620402-{code}", name=f"区{code}局", short=code, mark=code)
    raw = files("nuocheng.catalogue").joinpath("data", "demo", "catalogue.csv").read_bytes()
    first = jobs.plan(raw, "catalogue.csv", on=TODAY, supplement=shipped_supplement())
    units = {one.item.department for one in first.items}
    jobs.apply(first, jobs.Staff({unit: acting(Role.EDITOR, department=unit) for unit in units}))


@pytest.mark.req("S15.2")
@pytest.mark.usefixtures("shipped")
def test_the_shipped_catalogue_comes_back_unchanged_in_every_published_layout() -> None:
    items = list(newest.items())
    for layout, as_csv in WAYS:
        plan = again(*items, layout=layout, as_csv=as_csv)
        assert told(plan) == [], (layout, as_csv)
        assert {one.stage for one in plan.items} <= {Stage.UNCHANGED}, (layout, as_csv)
        assert plan.rows == has_rows(layout, items) > 0, (layout, as_csv)


def has_rows(layout: Layout, items: list[Item]) -> int:
    """Return how many rows a list of these items has."""
    return sum(1 for item in items for _ in LAYOUTS[layout].rows(item, planning.export_setting(TODAY)))


@st.composite
def _catalogues(draw: st.DrawFn) -> list[Item]:
    """Draw items some of which ask for the same certificates, word for word."""
    first = draw(_items())
    others = draw(st.lists(st.one_of(st.just(first), _items()), max_size=2))
    kinds = st.sampled_from([ItemKind.LICENSE, ItemKind.SERVICE])
    return [
        replace(
            one, code=f"620402-sfj-r{next(_COUNT)}", kind=draw(kinds) if draw(st.booleans()) else one.kind
        )
        for one in (first, *others)
    ]


@pytest.mark.req("S15.2")
@pytest.mark.parametrize(("layout", "as_csv"), WAYS, ids=_NAMES)
@settings(
    max_examples=25,
    deadline=None,
    # Many a drawn catalogue has no row for the negative list: it is drawn anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(catalogue=_catalogues())
def test_whatever_a_catalogue_says_a_published_list_of_it_changes_nothing(
    layout: Layout, as_csv: bool, catalogue: list[Item]
) -> None:
    departments()
    for item in catalogue:
        acts.draft_edition(EDITOR, item=item)
    stored = [newest.newest([item.code])[item.code].item for item in catalogue]
    assume(has_rows(layout, stored))
    plan = again(*stored, layout=layout, as_csv=as_csv)
    assert told(plan) == []
    assert {one.stage for one in plan.items} == {Stage.UNCHANGED}


# What really changed ------------------------------------------------------------------------------------

FIRST = replace(
    LAWYER,
    certificates=(
        replace(RECORD, demander="律师管理科", levels=("市级", "县级"), guide="到派出所开"),
        replace(DIPLOMA, ground="PS", reason="关系公共利益"),
        replace(DIPLOMA, key="id", name="身份证明", disposition=Disposition.CANCEL, issuer="公安机关"),
    ),
)
SECOND = replace(FIRST, code="620402-sfj-002", name="公证员任职")


def drafted(*items: Item) -> list[Item]:
    departments()
    for item in items:
        acts.draft_edition(EDITOR, item=item)
    return list(newest.items())


CHANGES = [
    (Layout.PLEDGE_LIST, "设定依据", "《公证法》第三条", lambda item: item.certificates[0].bases, (Basis("公证法", "第三条", "law"),)),
    (Layout.PLEDGE_LIST, "开具单位", "派出所", lambda item: item.certificates[0].issuer, "派出所"),
    (Layout.PLEDGE_LIST, "索要单位", "公证科", lambda item: item.certificates[0].demander, "公证科"),
    (Layout.PLEDGE_LIST, "省部级", "√", lambda item: item.certificates[0].levels, ("省部级", "市级", "县级")),
    (Layout.PLEDGE_LIST, "事项类型", "公共服务", lambda item: item.kind, ItemKind.SERVICE),
    (Layout.NEGATIVE_LIST, "不能实行告知承诺及保留原因", "公共安全：换了理由", lambda item: item.certificates[1].reason, "换了理由"),
    (Layout.RETAINED_LIST, "备注", "新备注", lambda item: item.certificates[1].remark, "新备注"),
    (Layout.CLEARED_LIST, "办理指南", "不用办", lambda item: item.certificates[2].guide, "不用办"),
    (Layout.CLEARED_LIST, "取消替代方式", "部门间数据共享", lambda item: item.certificates[2].disposition, Disposition.SHARE),
]  # fmt: skip


@pytest.mark.req("S15.2")
@pytest.mark.parametrize(("layout", "column", "cell", "of", "says"), CHANGES)
def test_what_really_changed_is_changed_and_nothing_else(
    layout: Layout, column: str, cell: str, of: Callable[[Item], object], says: object
) -> None:
    (item,) = drafted(FIRST)
    rows = rows_of(layout, item)
    name = "依据名称、文号及条文内容" if column == "设定依据" else column
    rows[1][rows[0].index(name)] = cell
    plan = planned(rows)
    assert told(plan) == []
    (one,) = plan.items
    assert one.stage is Stage.CHANGED
    assert of(one.item) == says != of(item)
    changed = [
        mine for mine, before in zip(one.item.certificates, item.certificates, strict=True) if mine != before
    ]
    assert len(changed) == (0 if column == "事项类型" else 1)


def test_a_permit_that_says_something_new_changes_the_one_certificate_of_its_conditions() -> None:
    (item,) = drafted(replace(LAWYER, certificates=(DIPLOMA,)))
    rows = rows_of(Layout.PERMITS, item)
    rows[1][rows[0].index("监管措施")] = "双随机检查"
    (one,) = planned(rows).items
    (certificate,) = one.item.certificates
    assert certificate == replace(
        DIPLOMA, remark="改革方式：优化审批服务\n监管措施：双随机检查", reason=DIPLOMA.reason
    )


def test_a_permit_with_several_certificates_cannot_say_which_of_them_changed() -> None:
    (item,) = drafted(FIRST)
    rows = rows_of(Layout.PERMITS, item)
    rows[1][rows[0].index("监管措施")] = "双随机检查"
    plan = planned(rows)
    assert [one.column for one in plan.problems] == ["要您选"]
    assert "按整个事项写" in plan.problems[0].reason
    assert plan.items == ()


def test_where_a_row_fits_several_entries_a_person_is_asked_and_nothing_is_guessed() -> None:
    first, second = drafted(FIRST, SECOND)
    rows = rows_of(Layout.PLEDGE_LIST, first)
    rows[1][rows[0].index("开具单位")] = "派出所"
    plan = planned(rows)
    assert [one.column for one in plan.problems] == ["要您选"]
    assert plan.items == ()
    (question,) = plan.questions
    assert [choice for choice, _ in question.options] == [
        f"{first.code}/record",
        f"{second.code}/record",
        "new",
    ]
    (one,) = planned(rows, ((2, f"{second.code}/record"),)).items
    assert (one.item.code, one.stage) == (second.code, Stage.CHANGED)
    assert one.item.certificates[0] == replace(second.certificates[0], issuer="派出所")


def test_a_row_with_another_purpose_is_asked_about_and_may_be_a_new_one() -> None:
    (item,) = drafted(FIRST)
    rows = rows_of(Layout.PLEDGE_LIST, item)
    rows[1][rows[0].index("证明用途")] = "公证"
    rows[1][rows[0].index("索要单位")] = "区司法局"
    plan = planned(rows)
    assert [choice for choice, _ in plan.questions[0].options] == [f"{item.code}/record", "new"]
    (one,) = planned(rows, ((2, "new"),)).items
    assert (one.stage, one.item.name) == (Stage.NEW, "公证")
    (one,) = planned(rows, ((2, f"{item.code}/record"),)).items
    assert (one.item.code, one.item.certificates[0].purpose) == (item.code, "公证")


def test_a_row_that_nothing_resembles_says_which_unit_it_needs() -> None:
    (item,) = drafted(FIRST)
    rows = rows_of(Layout.PLEDGE_LIST, item)
    rows[1][rows[0].index("证明名称")] = "别的证明"
    plan = planned(rows)
    assert [(one.column, one.reason) for one in plan.problems] == [("责任单位", "空着")]
