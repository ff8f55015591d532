"""The command `nuocheng catalogue`: its help, its numbers, its faults, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalogue.office import JUSTICE, MARKET, departments, someone
from tests.catalogue.test_import import GOOD, OTHER, SECOND, table
from typer.testing import CliRunner, Result

from nuocheng.catalogue.models import Edition
from nuocheng.kernel.occasion import Role
from nuocheng.site.cli.catalogue import app

pytestmark = pytest.mark.django_db

BAD = OTHER.replace("地方性法规", "法规")


def run(*typed: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in typed])


@pytest.fixture
def office() -> None:
    departments()
    for unit in (JUSTICE, MARKET):
        someone("wang", Role.EDITOR, department=unit)
        someone("li", Role.LEGAL, department=unit)


def a_file(folder: Path, *rows: str) -> Path:
    path = folder / "目录.csv"
    path.write_bytes(table(*rows))
    return path


def test_a_dry_run_tells_the_numbers_and_writes_nothing(tmp_path: Path, office: None) -> None:
    said = run("import", a_file(tmp_path, GOOD, OTHER), "--dry-run")
    assert said.exit_code == 0
    assert "读到2行、2个事项：新增2个，改动0个，没变0个，有问题0个" in said.output
    assert not Edition.objects.exists()


def test_a_dry_run_of_a_faulty_table_ends_with_one(tmp_path: Path, office: None) -> None:
    assert run("import", a_file(tmp_path, GOOD, BAD), "--dry-run").exit_code == 1


def test_a_faulty_table_is_told_reported_and_not_written(tmp_path: Path, office: None) -> None:
    report = tmp_path / "问题.csv"
    said = run("import", a_file(tmp_path, GOOD, BAD), "--as", "wang", "--report", report)
    assert said.exit_code == 1
    assert "第3行“效力层级”" in said.output
    assert "一行也没有写入" in said.output
    assert "3,效力层级,问题" in report.read_text("utf-8-sig")
    assert not Edition.objects.exists()


def test_the_good_rows_are_written_when_asked_for_and_the_code_still_says_that_some_were_not(
    tmp_path: Path, office: None
) -> None:
    said = run("import", a_file(tmp_path, GOOD, BAD), "--as", "wang", "--good-rows")
    assert said.exit_code == 1
    assert "新编1版" in said.output
    assert Edition.objects.count() == 1


@pytest.mark.req("S14.1")
def test_two_people_import_review_and_publish(tmp_path: Path, office: None) -> None:
    path = a_file(tmp_path, GOOD, SECOND, OTHER)
    said = run("import", path, "--publish", "--as", "wang")
    assert said.exit_code == 1
    assert "法制审核" in said.output
    assert not Edition.objects.exists()
    said = run("import", path, "--publish", "--as", "wang", "--as", "li")
    assert said.exit_code == 0
    assert "公布2版" in said.output
    assert set(Edition.objects.values_list("state", "reviewed_by")) == {("published", "li")}


@pytest.mark.parametrize(
    ("typed", "says"),
    [(["--as", "nobody"], "没有“nobody”这个账号"), ([], "请用--as写明")],
)
def test_somebody_has_to_answer_for_an_import(tmp_path: Path, office: None, typed, says) -> None:
    said = run("import", a_file(tmp_path, GOOD), *typed)
    assert said.exit_code != 0
    assert says in said.output
    assert not Edition.objects.exists()


def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path, office: None) -> None:
    assert run("import", tmp_path / "没有.csv").exit_code == 2
    other = tmp_path / "目录.doc"
    other.write_bytes(b"x")
    said = run("import", other)
    assert said.exit_code == 2
    assert "只能读" in said.output
    assert run("import").exit_code == 2


def test_details_beside_the_table_are_taken_along(tmp_path: Path, office: None) -> None:
    details = '[[item]]\nmatch = "律师执业核准"\ndepartment = "620402-sfj"\nname = "律师执业"\n'
    path = a_file(tmp_path, GOOD)
    run("import", path, "--as", "wang")
    assert Edition.objects.get().name == "律师执业核准"
    (tmp_path / "pledges.toml").write_text(details, "utf-8")
    run("import", path, "--as", "wang")
    assert Edition.objects.get().name == "律师执业"


def test_the_list_shows_what_there_is(tmp_path: Path, office: None) -> None:
    run("import", a_file(tmp_path, GOOD, OTHER), "--as", "wang")
    everything = run("list").output
    assert "律师执业核准" in everything
    assert "商事登记" in everything
    one = run("list", "--department", JUSTICE, "--state", "draft").output
    assert "律师执业核准" in one
    assert "商事登记" not in one
    assert "律师执业核准" not in run("list", "--state", "published").output
    assert run("list", "--state", "strange").exit_code == 2
