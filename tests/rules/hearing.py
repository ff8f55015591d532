"""How the tests of rules hear a rule: what it says against given facts, and what it rests on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from nuocheng.kernel.rulings import Rule

F = TypeVar("F")

ON = date(2026, 11, 2)
#: The day from which the founding document binds.
FOUNDED = date(2020, 4, 3)
#: The day on which the law on administrative penalties as it stands took force.
REVISED = date(2021, 7, 15)
HERE = Path(__file__).parent


def says(rule: Rule[F], facts: F) -> str:
    """Return the sentence of a rule's objection, or nothing."""
    found = rule.objection(facts)
    if found is None:
        return ""
    assert (found.rule, found.clauses) == (rule.name, tuple(str(one) for one in rule.cites))
    assert found.text.strip()
    assert "！" not in found.text
    return found.text


def rests_on(rule: Rule[F], title: str, *clauses: str, since: date = FOUNDED) -> None:
    """Hold a rule to its title, its clauses in full, and the day it became law; each clause is quoted."""
    assert (rule.title, tuple(str(one) for one in rule.cites)) == (title, clauses)
    assert all(one.quote.strip() and one.clause_id for one in rule.cites)
    assert (rule.since, rule.until) == (since, None)
    assert (rule.in_force(since), rule.in_force(since - timedelta(days=1))) == (True, False)


def without_tests(rules: list[Rule[F]], office: str) -> list[str]:
    """Return the rules of an office that have no file of tests of their own."""
    return [one.name for one in rules if not (HERE / office / f"test_{one.name}.py").exists()]
