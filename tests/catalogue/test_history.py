"""The catalogue in time: on any day it reads as it was, whatever came before and after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.catalogue.office import LAWYER, TODAY, acting, changed, departments
from tests.catalogue.reading import many

from nuocheng.catalogue import acts, jobs, queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import history
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA, Occasion, Role

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
CODES = ("620402-sfj-a", "620402-sfj-b")
WAYS = ("nothing", "publish", "schedule", "withdraw", "suspend", "resume", "file", "cancel")
#: One day of the office: what is done to which item, and how far off a day is named.
DAYS = st.lists(
    st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(WAYS), st.integers(1, 4)), max_size=3),
    min_size=1,
    max_size=9,
)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of a day in China."""
    return datetime.combine(day, time(hour, minute), tzinfo=CHINA)


def by(role: Role, day: date, minute: int = 0) -> Occasion:
    """Return an occasion of that day."""
    return acting(role, at=at(day, minute=minute))


def the_job(day: date, hour: int = 0) -> int:
    """Let the house do what is due at the beginning of a day."""
    return jobs.take_effect_due(acting(Role.SYSTEM, "system", "", at(day, hour)))


@dataclass
class Told:
    """The history of one item as anybody would tell it: which version holds, which is announced."""

    holds: int = 0
    suspended: bool = False
    announced: tuple[int, date] | None = None
    versions: int = 0
    filed: set[int] = field(default_factory=set)

    def begin(self, day: date) -> None:
        """Let the announced version come in on its day."""
        if self.announced and self.announced[1] <= day:
            self.holds, self.suspended, self.announced = self.announced[0], False, None

    def does(self, way: str, day: date, ahead: int) -> bool:
        """Change the story by what is done, and say whether it could be done."""
        if way == "publish" and not self.announced:
            self.versions += 1
            self.holds, self.suspended = self.versions, False
        elif way == "schedule" and not self.announced:
            self.versions += 1
            self.announced = (self.versions, day + timedelta(days=ahead))
        elif way == "withdraw" and self.announced:
            self.announced = None
            self.versions -= 1  # the draft lies there, and is taken up again
        elif way == "suspend" and self.holds and not self.suspended:
            self.suspended = True
        elif way == "resume" and self.suspended:
            self.suspended = False
        elif way == "file" and self.holds and self.holds not in self.filed:
            self.filed.add(self.holds)
        elif way == "cancel" and self.holds and not self.announced:
            self.holds, self.suspended = 0, False
        else:
            return False
        return True


def does(code: str, way: str, told: Told, on: tuple[date, int, int]) -> None:
    """Do by the real acts what the story tells."""
    day, minute, ahead = on
    editor = by(Role.EDITOR, day, minute)
    if way in {"publish", "schedule"}:
        reference = f"{code}-v{told.versions}"
        if not Edition.objects.filter(pk=reference).exists():
            acts.draft_edition(editor, item=changed(code=code, name=f"事项{code[-1]}"))
        acts.send_to_review(editor, reference)
        acts.pass_review(by(Role.LEGAL, day, minute), reference)
        if way == "publish":
            acts.publish(editor, reference)
        else:
            acts.schedule(editor, reference, takes_effect=day + timedelta(days=ahead))
    elif way == "withdraw":
        acts.return_draft(editor, f"{code}-v{told.versions + 1}", reason="日期定早了")
    elif way == "suspend":
        acts.suspend(editor, f"{code}-v{told.holds}", reason="数据来源停用")
    elif way == "resume":
        acts.resume(editor, f"{code}-v{told.holds}")
    elif way == "file":
        acts.take_on_file(by(Role.BUREAU, day, minute), f"{code}-v{told.holds}")


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back at the end, so that the next example begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Story = dict[date, tuple[dict[str, int], set[str]]]


def lived(days: list[list[tuple[str, str, int]]]) -> Story:
    """Live through some days, and return what held at the end of each, told without the database."""
    told = {code: Told() for code in CODES}
    story: Story = {}
    for number, work in enumerate(days):
        day = START + timedelta(days=number)
        the_job(day)
        for one in told.values():
            one.begin(day)
        for minute, (code, way, ahead) in enumerate(work):
            held = told[code].holds
            if not told[code].does(way, day, ahead):
                continue
            if way == "cancel":
                acts.cancel(
                    by(Role.EDITOR, day, minute), f"{code}-v{held}", reason="不再需要", basis="某文件"
                )
            does(code, way, told[code], (day, minute, ahead))
        holding = {code: one.holds for code, one in told.items() if one.holds}
        story[day] = (holding, {f"{code}-v{one.holds}" for code, one in told.items() if one.suspended})
    return story


@pytest.mark.req("S14.1")
@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_on_any_day_the_catalogue_reads_as_it_was_told(days: list[list[tuple[str, str, int]]]) -> None:
    departments()
    with undone():
        story = lived(days)
        for day, (holding, suspended) in story.items():
            rows = [one for chunk in history.walk(day, size=1) for one in chunk]
            assert {one.code: one.version for one in rows} == holding
            assert history.suspended_on(day, rows) == suspended
        before = START - timedelta(days=1)
        assert list(history.walk(before)) == []
        last = max(story)
        assert {code for code in CODES if queries.reference_in_force(code)} == set(story[last][0])
        assert list(faults()) == []


def test_the_story_would_notice_an_edition_that_never_ended() -> None:
    departments()
    story = lived([[(CODES[0], "publish", 1)], [(CODES[0], "publish", 1)]])
    Edition.objects.filter(version=1).update(ended_at=None)
    (first, _), (second, _) = story.values()
    versions = {day: {one.version for one in history.as_of(day).rows} for day in story}
    assert first == {CODES[0]: 1}
    assert second == {CODES[0]: 2}
    assert versions[max(story)] == {1, 2}


def test_an_edition_of_the_first_release_without_a_day_of_effect_held_from_its_publication() -> None:
    departments()
    lived([[(CODES[0], "publish", 1)]])
    Edition.objects.update(takes_effect=None)
    assert [one.version for one in history.as_of(START).rows] == [1]
    assert history.as_of(START - timedelta(days=1)).rows == []
    assert history.since(Edition.objects.get()) == START


def test_a_day_ends_at_midnight_in_china() -> None:
    departments()
    late = acting(Role.EDITOR, at=at(START, 23, 59))
    reference = acts.draft_edition(late, item=LAWYER).reference
    acts.send_to_review(late, reference)
    acts.pass_review(acting(Role.LEGAL, at=at(START, 23, 59)), reference)
    acts.publish(late, reference)
    acts.cancel(
        acting(Role.EDITOR, at=at(START + timedelta(days=1), 0, 1)), reference, reason="停", basis="某文件"
    )
    assert [one.reference for one in history.as_of(START).rows] == [reference]
    assert history.as_of(START + timedelta(days=1)).rows == []


def test_pages_by_code_neither_repeat_nor_skip_and_cost_the_same_at_any_length() -> None:
    many(7)
    costs, seen, after = [], [], ""
    while True:
        with CaptureQueriesContext(connection) as said:
            found = history.as_of(TODAY, after=after, size=3)
        costs.append(len(said))
        seen += [one.code for one in found.rows]
        after = found.next
        if not after:
            break
    assert seen == sorted(seen) == [f"620402-sfj-m{number:03}" for number in range(7)]
    assert costs == [1, 1, 1]
    with pytest.raises(Malformed):
        history.as_of(TODAY, after="nonsense")


def test_one_unit_can_be_asked_for() -> None:
    many(2)
    assert len(history.as_of(TODAY, department=LAWYER.department).rows) == 2
    assert history.as_of(TODAY, department="620402-scj").rows == []


def test_what_held_is_told_from_the_index_alone() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    rows = history.held(TODAY).filter(code__gt="x").order_by("code")[:40]
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "edition_held" in plan
    assert "TEMP B-TREE" not in plan


def listed() -> set[str]:
    """Return the items that a search finds now."""
    return {one.code for one in queries.search("事项").rows}


@pytest.mark.req("S14.1")
def test_lists_are_up_to_date_on_the_very_day_of_any_change() -> None:
    departments()
    lived([[(CODES[0], "publish", 1), (CODES[1], "publish", 1)]])
    assert listed() == set(CODES)
    acts.cancel(by(Role.EDITOR, START, 30), f"{CODES[0]}-v1", reason="不再需要", basis="某文件")
    assert listed() == {CODES[1]}
    assert [one.code for one in history.as_of(START).rows] == [CODES[1]]
    moved = history.newest_move()
    assert moved is not None
    assert moved.astimezone(CHINA).date() == START
