"""`nuocheng catalogue import` and `export` with workbooks: how columns were matched, the report, the way back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.catalogue import workbooks
from tests.catalogue.office import JUSTICE, LAWYER, MARKET, departments, drafted, published, someone
from tests.catalogue.test_cli import run

from nuocheng.catalogue.models import Edition
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> None:
    departments()
    for unit in (JUSTICE, MARKET):
        someone("wang", Role.EDITOR, department=unit)


def a_file(folder: Path, raw: bytes, name: str = "目录.xlsx") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_a_workbook_is_imported_and_the_command_says_how_it_understood_the_columns(
    tmp_path: Path, office: None
) -> None:
    said = run("import", a_file(tmp_path, workbooks.changde()), "--as", "wang")
    assert said.exit_code == 0
    assert "表格按“实行告知承诺制证明事项目录”读：" in said.output
    assert "D列设定依据·依据名称、文号及条文内容→设定依据" in said.output
    assert "第1—2行当作标题" in said.output
    assert "新编2版" in said.output
    assert Edition.objects.count() == 2


def test_a_column_that_nobody_knows_is_said_to_be_left_out(tmp_path: Path, office: None) -> None:
    rows = [("事项名称", "责任单位", "证明名称", "经办人心情"), ("甲事", JUSTICE, "身份证明", "好")]
    said = run("import", a_file(tmp_path, workbooks.book(("表", rows, []))), "--dry-run")
    assert said.exit_code == 0
    assert "D列经办人心情→不导入" in said.output


def test_the_report_of_a_workbook_is_the_same_workbook(tmp_path: Path, office: None) -> None:
    bad = [*workbooks.CHANGDE_ROWS[0][:4], "法规", *workbooks.CHANGDE_ROWS[0][5:]]
    report = tmp_path / "问题.xlsx"
    said = run("import", a_file(tmp_path, workbooks.changde(bad)), "--report", report)
    assert said.exit_code == 1
    sheet = openpyxl.load_workbook(report).active
    assert (sheet["M4"].value, "没有“法规”这个层级" in sheet["M6"].value) == ("说明", True)
    listed = tmp_path / "问题.csv"
    run("import", a_file(tmp_path, workbooks.changde(bad)), "--report", listed)
    assert "6,效力层级,问题,没有“法规”这个层级" in listed.read_text("utf-8-sig")


def test_a_dangerous_workbook_ends_with_two(tmp_path: Path, office: None) -> None:
    rows = [("事项名称", "责任单位", "证明名称"), ("甲事", JUSTICE, "=1+1")]
    said = run("import", a_file(tmp_path, workbooks.book(("表", rows, []))))
    assert said.exit_code == 2
    assert "“表”的C2是公式" in said.output


@pytest.mark.req("S15.2")
@pytest.mark.parametrize("name", ["出.xlsx", "出.csv"])
def test_what_was_exported_is_imported_as_unchanged(tmp_path: Path, office: None, name: str) -> None:
    drafted(LAWYER)
    said = run("export", tmp_path / name)
    assert (said.exit_code, f"写了2行，在{tmp_path / name}" in said.output) == (0, True)
    said = run("import", tmp_path / name, "--dry-run")
    assert "新增0个，改动0个，没变1个，有问题0个" in said.output


def test_an_export_may_be_of_one_unit_of_what_is_published_of_a_layout_or_empty(
    tmp_path: Path, office: None
) -> None:
    drafted(LAWYER)
    file = tmp_path / "出.xlsx"
    assert "写了0行" in run("export", file, "--department", MARKET).output
    assert "写了0行" in run("export", file, "--published").output
    assert "写了1行" in run("export", file, "--layout", "pledge_list").output
    assert openpyxl.load_workbook(file).active["B4"].value == "无犯罪记录证明"
    assert "写了0行" in run("export", file, "--template").output
    assert openpyxl.load_workbook(file).sheetnames[-1] == "填写说明"


def test_what_is_published_is_what_is_in_force(tmp_path: Path, office: None) -> None:
    published(LAWYER)
    assert "写了2行" in run("export", tmp_path / "出.csv", "--published").output
    assert run("export", tmp_path / "许可.csv", "--layout", "permits").exit_code == 0


@pytest.mark.parametrize(
    "typed",
    [
        ["出.doc"],
        ["出.csv", "--template"],
        ["出.xlsx", "--layout", "strange"],
        ["没有/出.xlsx"],
    ],
)
def test_an_export_that_cannot_be_written_ends_with_two(
    tmp_path: Path, office: None, typed: list[str]
) -> None:
    assert run("export", tmp_path / typed[0], *typed[1:]).exit_code == 2
