"""The walls between and inside the offices (import-linter): they stand, and each falls when broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.house.fake import broken, build, contracts, lint
from tests.house.plans import SRC

#: Houses with one wall broken: which contract must say so, and the module that breaks it.
BROKEN: list[tuple[str, dict[str, str]]] = [
    ("offices", {"cases__queries": "import nuocheng.consequences.queries"}),
    ("offices", {"verification__acts__owe": "from nuocheng.cases import queries"}),
    ("offices", {"kernel__occasion": "import nuocheng.journal"}),
    ("offices", {"journal__models": "import nuocheng.people"}),
    ("offices", {"oversight__jobs__ask": "import nuocheng.simulator.exchange", "simulator__exchange": ""}),
    ("offices", {"verification__channels__ask": "import nuocheng.simulator"}),
    ("offices", {"drawer__things": ""}),
    ("inside", {"cases__models": "from nuocheng.cases.acts import grant", "cases__acts__grant": ""}),
    ("inside", {"cases__queries": "import nuocheng.cases.papers"}),
    ("inside", {"credit__acts__mark": "import nuocheng.credit.pages"}),
    ("inside", {"oversight__jobs__monthly": "import nuocheng.oversight.pages"}),
    ("inside", {"verification__rules__compare": "import nuocheng.verification.queries"}),
    ("inside", {"catalogue__helpers__things": ""}),
    ("pure", {"cases__rules__good": "import django"}),
    ("pure", {"cases__rules__good": "from datetime import date\nimport time"}),
    ("pure", {"credit__lifecycle__states": "import random"}),
    ("pure", {"kernel__numbers": "import os"}),
    ("pure", {"cases__rules__good": "import nuocheng.law.queries", "law__queries": "import django"}),
    ("simulator", {"simulator__exchange": "from nuocheng.kernel import numbers", "kernel__numbers": ""}),
    ("simulator", {"simulator__exchange": "import django"}),
    ("no-network-inside-an-act", {"cases__acts__ask": "import httpx2"}),
    ("no-network-inside-an-act", {"cases__acts__ask": "from urllib import request"}),
    (
        "no-network-inside-an-act",
        {"verification__acts__ask": "from nuocheng.verification.channels import exchange", "verification__channels__exchange": ""},
    ),
]  # fmt: skip


KEPT = {
    "site__home": "import nuocheng.cases.queries",
    "cases__pages__apply": "import nuocheng.cases.acts",
    "cases__acts__grant": "import nuocheng.verification.acts\nimport nuocheng.cases.papers",
    "cases__rules__good": "from datetime import date\nfrom nuocheng.kernel import rulings",
    "kernel__rulings": "import stdnum",
    "simulator__exchange": "import socket",
    "site__cli__simulate": "import nuocheng.simulator.exchange",
}


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Build every broken house, and last one that keeps all walls, and say which contracts each breaks."""
    houses = [*(modules for _, modules in BROKEN), KEPT]
    return broken([build(tmp_path_factory.mktemp("house"), **modules) for modules in houses])


@pytest.mark.parametrize(
    "number", range(len(BROKEN)), ids=[f"{wall}-{list(built)[-1]}" for wall, built in BROKEN]
)
def test_a_wall_broken_on_purpose_is_caught(caught: list[set[str]], number: int) -> None:
    assert caught[number] == {BROKEN[number][0]}


def test_a_house_that_keeps_its_walls_passes(caught: list[set[str]]) -> None:
    assert caught[-1] == set()


def test_the_house_keeps_its_walls() -> None:
    passes, words = lint(SRC)
    assert passes, words


def test_the_command_itself_says_no_to_a_broken_house(tmp_path: Path) -> None:
    passes, words = lint(build(tmp_path, **BROKEN[0][1]))
    assert not passes
    assert "nuocheng.cases.queries -> nuocheng.consequences.queries" in words


def test_every_wall_has_somebody_who_breaks_it() -> None:
    assert {wall for wall, _ in BROKEN} == set(contracts().values())
