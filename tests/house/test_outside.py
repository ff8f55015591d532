"""Nothing of one machine is kept in the repository, and pages fetch nothing from elsewhere."""

from __future__ import annotations

import pytest
from tests.house.outside import addresses_outside, of_one_place
from tests.house.plans import ROOT, kept_files

GIVEN_TO_BROWSERS = (".html", ".css", ".js", ".svg")


def named() -> list[tuple[str, str]]:
    """Return every text file of the repository with its name."""
    return [(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in kept_files()]


def test_nothing_of_one_machine_is_kept() -> None:
    files = named()
    assert len(files) > 200
    assert [str(fault) for name, text in files for fault in of_one_place(name, text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/notes.md",
        "path = '/ro" + "ot/x'",
        "/ho" + "me/li/project",
        "index = https://pypi" + ".org/simple",
        "pip install --index" + "-url x",
        "FROM docker" + ".io/python",
        "https://mirrors" + ".aliyun.com/pypi",
    ],
)
def test_something_of_one_machine_is_caught(line: str) -> None:
    assert [fault.line for fault in of_one_place("x.md", f"fine\n{line}\n")] == [2]


def test_common_paths_are_left_alone() -> None:
    assert list(of_one_place("x.md", "/desk/work/queue and ./homework/x and /etc/nuocheng\n")) == []


def test_pages_fetch_nothing_from_elsewhere() -> None:
    given = [
        (name, text) for name, text in named()
        if name.startswith("src/") and name.endswith(GIVEN_TO_BROWSERS)
    ]  # fmt: skip
    assert len(given) > 50
    assert [str(fault) for name, text in given for fault in addresses_outside(name, text)] == []


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example.com/x.js">',
        '<link href="//fonts.example.com/css">',
        "@import url(https://example.org/a.css)",
        "fetch('http://www.w3.org/2000/svg/evil')",
    ],
)
def test_an_address_outside_is_caught(line: str) -> None:
    assert list(addresses_outside("x.html", line))


def test_the_name_of_a_vocabulary_is_left_alone() -> None:
    assert list(addresses_outside("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"> // note and a//b')) == []
