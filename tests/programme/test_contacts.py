"""Contacts over time: exactly one in each post on each day, nobody overwritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import builders as b
from tests.builders import Hours
from tests.programme.situations import LEADER, LIAISON, a_contact, editor

from nuocheng.kernel.errors import Malformed, RuledOut
from nuocheng.programme import acts, queries
from nuocheng.programme.models import Contact
from nuocheng.programme.queries import ContactRole

pytestmark = [pytest.mark.django_db, pytest.mark.req("S14.3")]

FIRST = date(2026, 1, 1)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=6))
def test_on_every_day_exactly_the_last_named_holds_the_post(steps: list[int]) -> None:
    with transaction.atomic():
        hours, since, named = Hours(), FIRST, []
        for place, step in enumerate(steps):
            since += timedelta(days=step)
            who = acts.Reached(f"第{place}任", "副局长", "0943-0000121")
            named.append((since, a_contact(hours, who=who, since=since).reference))
        for offset in range(-1, (since - FIRST).days + 2):
            day = FIRST + timedelta(days=offset)
            wanted = [reference for began, reference in named if began <= day][-1:]
            rows = Contact.objects.filter(since__lte=day)
            found = [one.reference for one in rows if one.until is None or one.until > day]
            assert found == wanted
            held = queries.contact_on(b.DEPARTMENT, ContactRole.LEADER, day)
            assert ([held.reference] if held else []) == wanted
        assert [one.name for one in queries.contacts_of(b.DEPARTMENT)] == [
            f"第{place}任" for place in reversed(range(len(steps)))
        ]
        transaction.set_rollback(True)


def test_a_change_keeps_what_was_said_before_to_the_letter() -> None:
    hours = Hours()
    first = a_contact(hours)
    a_contact(hours, who=acts.Reached("傅小满", "局长", "0943-0000121"), since=date(2026, 11, 2))
    kept = queries.contact(first.reference)
    assert (kept.name, kept.title, kept.phones) == (LEADER.name, LEADER.title, first.phones)
    assert (kept.since, kept.until, kept.state) == (date(2026, 11, 1), date(2026, 11, 2), "ended")


def test_whoever_ends_without_anybody_following_leaves_the_post_empty_from_that_day() -> None:
    hours = Hours()
    held = a_contact(hours)
    acts.end_contact(editor(hours), held.reference, until=date(2026, 11, 20))
    on = {day: queries.contacts_on(date(2026, 11, day)) for day in (19, 20)}
    assert [list(found) for found in on.values()] == [[(b.DEPARTMENT, "leader")], []]
    assert queries.contact_on(b.DEPARTMENT, "leader", date(2026, 11, 20)) is None
    with pytest.raises(Malformed, match="不能早于"):
        acts.end_contact(editor(hours), a_contact(hours, since=date(2026, 11, 21)).reference, until=FIRST)


def test_the_table_is_read_as_of_a_day() -> None:
    hours = Hours()
    a_contact(hours, since=date(2026, 10, 1))
    a_contact(hours, who=acts.Reached("傅小满", "局长", "0943-0000121"), since=date(2026, 11, 2))
    lines = {
        day: next(one for one in queries.contact_table(day) if one.code == b.DEPARTMENT)
        for day in (date(2026, 9, 30), date(2026, 11, 1), date(2026, 11, 2))
    }
    assert [line.leader.name if line.leader else "" for line in lines.values()] == ["", "葛平川", "傅小满"]


@pytest.mark.parametrize("since", [date(2026, 10, 31), date(2062, 1, 1)])
def test_a_day_that_cannot_be_right_is_refused(since: date) -> None:
    hours = Hours()
    a_contact(hours)
    with pytest.raises(Malformed, match=r"日期|提前"):
        a_contact(hours, who=acts.Reached("傅小满", "局长", "0943-0000121"), since=since)


def test_one_person_holds_both_posts_only_if_that_is_meant() -> None:
    hours = Hours()
    a_contact(hours)
    twice = acts.Reached("葛 平 川", "副局长", "", "13909430301")
    with pytest.raises(RuledOut, match="不是同一个人"):
        a_contact(hours, ContactRole.LIAISON, twice)
    meant = acts.Reached("葛平川", "副局长", "", "13909430301", both=True)
    assert a_contact(hours, ContactRole.LIAISON, meant).state == "current"


def test_nothing_is_written_where_nothing_changes() -> None:
    hours = Hours()
    a_contact(hours, ContactRole.LIAISON, LIAISON)
    with pytest.raises(Malformed, match="不用更换"):
        a_contact(hours, ContactRole.LIAISON, LIAISON, since=date(2026, 11, 2))
    assert Contact.objects.count() == 1


def test_an_unknown_post_is_refused() -> None:
    hours = Hours()
    with pytest.raises(Malformed, match="请选负责领导或者联络员"):
        acts.appoint_contact(editor(hours), department=b.DEPARTMENT, role="driver", who=LEADER, since=FIRST)
