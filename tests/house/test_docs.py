"""The docs are true: generated pages are fresh, links lead somewhere, settings and commands are told as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.plans import ROOT

from nuocheng.site import tracing
from nuocheng.site.cli import PARTS
from nuocheng.site.docs import pages as docs
from nuocheng.site.tracing import Clause, Proof, Status

DOCS = ROOT / "docs"
WRITTEN = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md", "CHANGELOG.md")]
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
_READ = re.compile(r"(?:read|is_on|named)\(\s*\"([A-Z_]+)\"")
_TOLD = re.compile(r"NUOCHENG_([A-Z_]+)")
_COMMAND = re.compile(r"^nuocheng (\w+)", re.MULTILINE)

CLAUSE = Clause("S1.1", "三(一)", "梳理", "A register")
PROVEN = {"S1.1": [Proof("tests/test_x.py", "test_x")]}


# Generated pages.


def test_generated_pages_are_fresh() -> None:
    assert [file.relative_to(ROOT).as_posix() for file in docs.stale(ROOT)] == []


def test_a_stale_page_is_caught_and_written_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _copy(tmp_path)
    assert docs.main([], root) == 0
    assert docs.main(["--check"], root) == 0
    page = root / "docs" / "rulebook.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("good_standing", "bad_standing"), encoding="utf-8"
    )
    capsys.readouterr()
    assert docs.main(["--check"], root) == 1
    assert capsys.readouterr().out == "stale: docs/rulebook.md\n"
    assert docs.main([], root) == 0
    assert docs.stale(root) == []


def _copy(folder: Path) -> Path:
    """Copy what the generated pages are made from, apart from the code itself."""
    (folder / "docs" / "data").mkdir(parents=True)
    (folder / "tests").mkdir()
    for name in ("docs/data/clauses.csv", "docs/data/status.csv", "CHANGELOG.md"):
        (folder / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_a_changelog_without_its_marks_is_caught() -> None:
    with pytest.raises(ValueError, match="no marks"):
        docs.with_rules("# Changelog\n")


def test_the_rulebook_and_the_book_of_acts_say_what_they_must() -> None:
    pages = {file.name: text for file, text in docs.pages(ROOT).items()}
    assert "### `good_standing` · 申请人信用状况" in pages["rulebook.md"]
    assert "申请人有较严重的不良信用记录或曾作出虚假承诺等情形的，不适用告知承诺制" in pages["rulebook.md"]
    assert "| `case.sign_pledge` |" in pages["acts.md"]
    assert "acknowledged --> pledged : sign_pledge" in pages["acts.md"]
    assert (
        "`good_standing` — 白政办发〔2020〕20号三（二） — in force from 2020-04-03" in pages["CHANGELOG.md"]
    )


# Traceability.


def test_statuses_and_tests_do_not_contradict_each_other() -> None:
    clauses = tracing.read_clauses(DOCS / "data" / "clauses.csv")
    statuses = tracing.read_statuses(DOCS / "data" / "status.csv")
    assert len(clauses) == 54
    assert list(tracing.wrong(clauses, statuses, tracing.proofs(ROOT / "tests"))) == []


@pytest.mark.parametrize(
    ("statuses", "proven", "said"),
    [
        ({"S1.1": Status("S1.1", "built", "")}, {}, "S1.1: called built, but no test proves it"),
        (
            {"S1.1": Status("S1.1", "not yet", "All.")},
            PROVEN,
            "S1.1: called not yet built, but tests are marked with it",
        ),
        ({"S1.1": Status("S1.1", "partly", "")}, {}, "S1.1: partly, without a word on what is missing"),
        ({"S1.1": Status("S1.1", "done", "")}, {}, "S1.1: “done” is no status"),
        ({}, {}, "S1.1: no status"),
        (
            {"S1.1": Status("S1.1", "built", ""), "S9.9": Status("S9.9", "built", "")},
            PROVEN,
            "S9.9: a status for no clause",
        ),
        (
            {"S1.1": Status("S1.1", "built", "")},
            PROVEN | {"S9.9": []},
            "S9.9: a test is marked with it, but there is no such clause",
        ),
    ],
)
def test_a_contradiction_is_caught(
    statuses: dict[str, Status], proven: dict[str, list[Proof]], said: str
) -> None:
    assert list(tracing.wrong([CLAUSE], statuses, proven)) == [said]


def test_what_is_proven_may_be_called_built() -> None:
    assert list(tracing.wrong([CLAUSE], {"S1.1": Status("S1.1", "built", "")}, PROVEN)) == []


def test_marks_are_read_from_functions_classes_and_modules(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text(
        "import pytest\n"
        "pytestmark = [pytest.mark.req('S1.1'), pytest.mark.django_db]\n"
        "@pytest.mark.req('S2.1', 'S2.2')\ndef test_a(): ...\n"
        "@pytest.mark.req('S3.1')\nclass TestB:\n    @pytest.mark.req('S3.2')\n    def test_c(self): ...\n"
        "@pytest.mark.req('S4')\ndef not_a_test(): ...\n",
        encoding="utf-8",
    )
    found = tracing.proofs(tmp_path / "tests")
    assert {clause: [proof.test for proof in tests] for clause, tests in found.items()} == {
        "S1.1": ["test_a", "test_c"],
        "S2.1": ["test_a"],
        "S2.2": ["test_a"],
        "S3.1": ["test_c"],
        "S3.2": ["test_c"],
    }


# Written pages.


def dead_links(page: Path) -> list[str]:
    """Return the links of a page that lead to no file."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in links if not (page.parent / link).exists()]


def test_links_lead_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), *WRITTEN]
    assert len(pages) > 20
    assert {str(page.relative_to(ROOT)): dead for page in pages if (dead := dead_links(page))} == {}


def test_a_dead_link_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](https://example.org/x) [c](gone.md#part) [d](#here)", encoding="utf-8")
    assert dead_links(page) == ["gone.md"]


def told_apart(code: str, page: str) -> set[str]:
    """Return the settings that only the code, or only the page, knows."""
    return {name for name in _READ.findall(code) if name} ^ {
        name.removesuffix("_FILE") for name in _TOLD.findall(page)
    }


def test_every_setting_is_told_in_the_page_on_deploying() -> None:
    code = (ROOT / "src" / "nuocheng" / "environment.py").read_text(encoding="utf-8")
    page = (DOCS / "how-to" / "deploy.md").read_text(encoding="utf-8")
    assert len(_READ.findall(code)) > 10
    assert told_apart(code, page) == set()


def test_a_setting_not_told_and_one_that_is_none_are_caught() -> None:
    code = 'a = read("HOSTS")\nb = is_on("DEMO")\nc = read(\n    "COURT", "x")'
    assert told_apart(code, "NUOCHENG_HOSTS NUOCHENG_SECRET_KEY_FILE") == {"DEMO", "COURT", "SECRET_KEY"}


def test_every_command_in_the_page_on_deploying_exists() -> None:
    page = (DOCS / "how-to" / "deploy.md").read_text(encoding="utf-8")
    told = set(_COMMAND.findall(page)) | set(re.findall(r"`nuocheng (\w+)", page))
    assert {"setup", "check", "run"} <= told
    assert told - {part.name for part in PARTS} == set()
