"""Puts the departments and people of the demonstration into the tables."""

from __future__ import annotations

from datetime import date

from nuocheng.people import official as people
from nuocheng.site.demo import cast


def prepare_people(since: date) -> int:
    """Add the departments and accounts that are not there yet, each with its post since a day."""
    people.keep_departments(cast.departments())
    members = [
        people.Member(one.account, one.name, one.number, one.phone, one.role, one.department)
        for one in cast.players()
    ]
    return people.keep_members(members, cast.PASSWORD, since)
