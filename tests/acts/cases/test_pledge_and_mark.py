"""A pledge and a mark at the same moment: one comes first, and no marked party's pledge is granted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection
from tests import builders as b
from tests.acts.files_in_state import a_cause
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as credit_queries
from nuocheng.journal import official
from nuocheng.journal.official import Receipt
from nuocheng.kernel.errors import Refusal, RuledOut
from nuocheng.kernel.occasion import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("S2.2")]

#: The module, which its own act hides under the same name.
signing = import_module("nuocheng.cases.acts.sign_pledge")
#: Long enough for the other one to come through if nothing holds it back.
A_WHILE = 0.7


def in_a_thread(run: Callable[[], Receipt]) -> Receipt | Refusal:
    """Run with a connection of one's own, and close it."""
    try:
        return run()
    except Refusal as refusal:
        return refusal
    finally:
        connection.close()


def sign(case: Case) -> Receipt:
    return cases.sign_pledge(by_party(case, b.MORNING), case.reference, given=b.a_pledge(case))


def mark(case: Case) -> Receipt:
    file = credit_queries.standing(case.party).reference
    return credit.enter_mark(an_occasion(Role.LEGAL), file, cause=a_cause())


def rules_of(answer: Receipt | Refusal) -> list[str]:
    return [one.rule for one in answer.objections] if isinstance(answer, Refusal) else []


@pytest.mark.parametrize("turn", range(20))
def test_whichever_comes_first_a_marked_party_is_not_granted_on_its_pledge(turn: int) -> None:
    hours, start = Hours(), Barrier(2)
    case = b.an_acknowledged_case(hours=hours)

    def lane(run: Callable[[Case], Receipt]) -> Receipt | Refusal:
        connection.ensure_connection()
        start.wait(20)
        return in_a_thread(partial(run, case))

    with ThreadPoolExecutor(2) as pool:
        pledged, marked = pool.map(lane, (sign, mark))
    assert isinstance(marked, Receipt)
    assert credit_queries.standing(case.party).barred
    if isinstance(pledged, RuledOut):
        assert rules_of(pledged) == ["good_standing"]
        assert queries.facts_of(case.reference) == []
        return
    assert isinstance(pledged, Receipt)
    with pytest.raises(RuledOut) as said:
        cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)
    assert rules_of(said.value) == ["still_in_good_standing"]


def test_a_mark_waits_until_the_pledge_that_looked_first_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    case, seen, others = b.an_acknowledged_case(), Event(), {}
    whole = signing.issue

    def held_up(*given: Any) -> Any:
        """Stop where the standing was looked at and nothing is written yet, and let the mark come."""
        seen.set()
        others["waited"] = not came_through(marking)
        return whole(*given)

    monkeypatch.setattr(signing, "issue", held_up)
    with ThreadPoolExecutor(2) as pool:
        marking = pool.submit(in_a_thread, lambda: seen.wait(20) and mark(case))  # type: ignore[arg-type, return-value]
        pledging = pool.submit(in_a_thread, lambda: sign(case))
        assert isinstance(pledging.result(30), Receipt)
        assert isinstance(marking.result(30), Receipt)
    assert others["waited"]


def test_a_pledge_waits_for_a_mark_under_way_and_is_then_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    case, entered, others = b.an_acknowledged_case(), Event(), {}
    whole = official.write

    def held_up(deed: Any, beside: Any = ()) -> None:
        """Stop where the mark is written and not committed yet, and let the pledge come."""
        whole(deed, beside)
        if deed.verbs == ["integrity.enter_mark"]:
            entered.set()
            others["waited"] = not came_through(pledging)

    monkeypatch.setattr(official, "write", held_up)
    with ThreadPoolExecutor(2) as pool:
        pledging = pool.submit(in_a_thread, lambda: entered.wait(20) and sign(case))  # type: ignore[arg-type, return-value]
        marking = pool.submit(in_a_thread, lambda: mark(case))
        assert isinstance(marking.result(30), Receipt)
        assert rules_of(pledging.result(30)) == ["good_standing"]
    assert others["waited"]
    assert queries.case(case.reference).state == "acknowledged"


def test_the_control_that_looks_before_it_begins_takes_a_marked_partys_pledge(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looking at the standing outside the transaction lets the mark slip in between: the race is a real one."""
    case = b.an_acknowledged_case()
    stale = credit_queries.standing(case.party)
    mark(case)
    monkeypatch.setattr(signing.credit, "standing", lambda *_, **__: stale)
    assert isinstance(sign(case), Receipt)


def came_through(other: Future[Receipt | Refusal]) -> bool:
    """Say whether the other one was done within a while, though it should have been waiting."""
    try:
        other.result(A_WHILE)
    except TimeoutError:
        return False
    return True
