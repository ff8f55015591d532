"""Every address of the house × everybody who might knock: nobody reads or does what is not theirs.

What is private is answered to others as if it were not there (404), whether it is there or not; another post's
work is answered 403 whether the file exists or not; nothing is ever answered with a fault of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from tests import worlds
from tests.builders import Hours
from tests.house.plans import ROOT
from tests.site.matrix import world
from tests.site.matrix.table import ELSEWHERE_TRIED, ROWS, Answer, Row, Whose, holders
from tests.site.matrix.world import ELSEWHERE, Actor, Route

from nuocheng.journal.models import Entry
from nuocheng.kernel.occasion import Role

#: What whoever is let in may be answered: done, shown, sent on, or told what is wrong with the request itself.
FINE = frozenset({200, 301, 302, 303, 304, 400, 405, 409, 422})
People = list[tuple[Actor, Any]]
HOW_TO = "give it a row in tests/site/matrix/table.py: anybody(), holders(…), party(…) or unit(…)"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def without_row(routes: list[Route]) -> list[str]:
    return [
        f"{one.name} ({one.pattern}): {HOW_TO}"
        for one in routes
        if one.name not in ROWS and one.name not in ELSEWHERE_TRIED
    ]


def test_every_address_of_the_house_has_a_row() -> None:
    assert without_row(world.routes()) == []
    names = {one.name for one in world.routes()}
    assert set(ROWS) - names == set(), "a row without an address: take it out"
    assert set(ELSEWHERE_TRIED) - names == set(), "a row without an address: take it out"
    assert not set(ROWS) & set(ELSEWHERE_TRIED)
    assert [file for file in ELSEWHERE_TRIED.values() if not (ROOT / file).is_file()] == []


def test_an_address_without_a_row_is_found_and_told_how() -> None:
    assert without_row([Route("new-page", "new/<str:reference>", ("reference",))]) == [
        f"new-page (new/<str:reference>): {HOW_TO}"
    ]


def said(answer: HttpResponse) -> str:
    """Return a status in short, a way to the sign-in page as such."""
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in")
    return "sign-in" if to_sign_in else str(answer.status_code)


def is_right(wanted: Answer, method: str, seen: str) -> bool:
    """Say whether an answer is what the table wants; a method that an address does not have tells nothing."""
    if wanted is Answer.IN:
        tolerated = {"403", "404"} if method == "POST" else set()  # reads here, acts elsewhere
        return seen in {str(one) for one in FINE} | tolerated or seen == "sign-in"
    if wanted is Answer.READS_ONLY:
        return seen in {"403", "405", "409"} or (method == "GET" and seen == "200")
    strict = {Answer.SIGN_IN: "sign-in", Answer.NOT_IN_OFFICE: "403", Answer.NOT_THERE: "404"}[wanted]
    return seen in {strict, "405"}


def knocked(client: Any, method: str, url: str, before: int) -> tuple[str, bool]:
    """Knock once, undo it, and return how it was answered, and whether anything was entered in the journal."""
    kept = deepcopy(client.cookies)  # signing out, too, is undone
    with transaction.atomic():
        answer = client.get(url) if method == "GET" else client.post(url)
        entered = Entry.objects.count() > before
        transaction.set_rollback(True)
    client.cookies = kept
    return said(answer), entered


def address(route: Route, row: Row, files: dict[str, str], *, made_up: bool = False) -> str:
    filled = {}
    for slot in route.slots:
        word = row.fill[slot]
        exact = word.startswith("=")
        kind = "uuid" if f"<uuid:{slot}>" in route.pattern else "str"
        filled[slot] = (
            (word[1:] or "2026-99999") if exact else world.made_up()[kind] if made_up else files[word]
        )
    return reverse(route.name, kwargs=filled)


def knocking(row: Row, people: People, *, each_answer_once: bool) -> Iterator[tuple[Actor, Any]]:
    """Yield who is to knock: from each post whoever is answered in a way of their own.

    What is open to all is so to every post. Whom their post keeps out is kept out alike in every department, so
    nobody from elsewhere has to hear it again. Who may do what is decided before the database is asked: to know that
    it answers what is asked on the way, it is enough that *each_answer_once* is given.
    """
    given: set[Answer] = set()
    for actor, client in people:
        wanted = row.answers(actor)
        if row.whose is Whose.ANYBODY and actor.role not in {None, Role.BUREAU, Role.APPLICANT}:
            continue
        if wanted is Answer.NOT_IN_OFFICE and actor.department == ELSEWHERE:
            continue
        if each_answer_once and wanted in given:
            continue
        given.add(wanted)
        yield actor, client


def wrong(route: Route, row: Row, files: dict[str, str], people: People) -> Iterator[str]:
    """Say how an address answers otherwise than the table wants."""
    here, nowhere = address(route, row, files), address(route, row, files, made_up=True)
    before = Entry.objects.count()  # every knock is undone
    for actor, client in knocking(row, people, each_answer_once=connection.vendor == "postgresql"):
        wanted = row.answers(actor)
        for method in ("GET", "POST"):
            seen, entered = knocked(client, method, here, before)
            if not is_right(wanted, method, seen):
                yield f"{method} {here} ({route.name}) by {actor.name}: {seen}, wanted {wanted.name}"
            if entered and wanted is not Answer.IN:
                yield f"{method} {here} by {actor.name} wrote something"
            if wanted in {Answer.IN, Answer.READS_ONLY} or here == nowhere:
                continue
            without, _ = knocked(client, method, nowhere, before)
            if without != seen:
                yield f"{method} {here} by {actor.name}: {seen}, but {without} where there is no such file"


def a_full_house(hours: Hours) -> tuple[dict[str, str], People]:
    """Lay out a file of every kind, and sign in everybody who might knock."""
    del hours
    return world.files(), [(one, one.client()) for one in world.actors()]


def by_name(name: str) -> Route:
    """Return the address of a name."""
    return next(one for one in world.routes() if one.name == name)


@pytest.mark.django_db
@pytest.mark.world(build=a_full_house)
@pytest.mark.req("S6.4")
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nobody_reads_or_does_what_is_not_theirs(name: str) -> None:
    files, people = worlds.of(a_full_house, Hours())
    assert len(people) == 15
    faults = list(wrong(by_name(name), ROWS[name], files, people))
    assert faults == [], f"{len(faults)} answers are not as the table wants:\n" + "\n".join(faults)


@pytest.mark.django_db
@pytest.mark.world(build=a_full_house)
def test_a_row_that_says_otherwise_than_the_house_is_found() -> None:
    files, people = worlds.of(a_full_house, Hours())
    route = by_name("intake-case")
    faults = list(wrong(route, holders(Role.BUREAU, reference="undecided"), files, people))
    assert any("by clerk here: 200, wanted NOT_IN_OFFICE" in one for one in faults)
    assert connection.vendor == "postgresql" or any("by bureau: 403, wanted IN" in one for one in faults)


def heard(row: Row, people: Sequence[tuple[Actor, Any]]) -> set[tuple[Role | None, Answer]]:
    return {(actor.role, row.answers(actor)) for actor, _ in people}


@pytest.mark.django_db
def test_whoever_need_not_knock_would_be_answered_as_somebody_who_does() -> None:
    people: People = [(one, None) for one in world.actors()]
    for row in (one for one in ROWS.values() if one.whose is not Whose.ANYBODY):
        every = list(knocking(row, people, each_answer_once=False))
        assert heard(row, every) == heard(row, people)
        some = list(knocking(row, people, each_answer_once=True))
        assert {answer for _, answer in heard(row, some)} == {answer for _, answer in heard(row, people)}
        assert len(some) < len(every) <= len(people)
