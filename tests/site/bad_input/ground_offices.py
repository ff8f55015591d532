"""The ground of the table, its other half: what lies in the offices that are not about one application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests import builders
from tests.builders import Hours
from tests.letters.mailed import HOPELESS
from tests.pages.cases.world import AT, DEPARTMENT, ZHANG, World
from tests.programme import situations
from tests.site.portals import a_platform

from nuocheng.kernel.occasion import Role
from nuocheng.letters import acts as letters
from nuocheng.letters import queries as sent
from nuocheng.letters.acts import Addressed
from nuocheng.oversight import acts as oversight
from nuocheng.people import official as people
from nuocheng.platforms import official as platforms
from nuocheng.programme import acts as programme
from nuocheng.programme import queries

REPORTS = {"report": date(2026, 10, 1), "blank_report": date(2026, 9, 1), "sent_report": date(2026, 8, 1)}


def offices(world: World) -> dict[str, Any]:
    """Lay out the files of these offices; return what addresses are filled in with."""
    builders.some_departments()
    hours = Hours(AT - timedelta(days=1))
    return _programme(world, hours) | _letters(world, hours) | _reports(world, hours) | _platforms()


def no_round() -> None:
    """End the round that is under way: only then another one can be opened."""
    row = queries.last_round()
    assert row is not None
    programme.close_round(builders.an_occasion(Role.BUREAU, at=AT), row.reference)


def _programme(world: World, hours: Hours) -> dict[str, str]:
    """Lay out a round: one department at the beginning of everything, the other a step further."""
    builders.an_account(Role.EDITOR, name="editor-2")
    row = situations.an_open_round(hours)
    situations.a_contact(hours, department=DEPARTMENT)
    editor = replace(world.staff("editor", Role.EDITOR), at=hours.next())
    plan = programme.draft_plan(editor, department=DEPARTMENT, of_round=row.reference).reference
    return {
        "plan": plan,
        "whole_plan": situations.a_drafted_plan(hours).reference,
        "milestone": situations.a_reported_milestone(hours).reference,
        "explanation": situations.a_returned_explanation(hours).reference,
    }


def _letters(world: World, hours: Hours) -> dict[str, str]:
    """Lay out a message that did not arrive, an e-mail that did not, and a letter that was printed."""
    system, clerk = builders.an_occasion(Role.SYSTEM, at=hours.next()), world.staff("liu", Role.CLERK)
    letter = sent.letters_to(ZHANG).rows[0]
    found = {}
    for name, way, where in (("text", "sms", "13812340000"), ("email", "email", "zhang@example.cn")):
        addressed = Addressed(letter.pk.hex, way, "张建华", where, DEPARTMENT, letter.title, "有新消息")
        found[name] = letters.queue_mailing(system, addressed=addressed).reference
        letters.record_sending(replace(system, at=hours.next()), found[name], attempt=HOPELESS)
    posted = Addressed(letter.pk.hex, "print", "张建华", "公园路18号", DEPARTMENT, letter.title, letter.text)
    found["printed"] = letters.lay_out(system, addressed=posted).reference
    letters.print_out(replace(clerk, at=hours.next()), found["printed"])
    return found


def _reports(world: World, hours: Hours) -> dict[str, str]:
    """Lay out a report that is being written, one of a month without work, and one that was handed in."""
    clerk, found = world.staff("liu", Role.CLERK), {}
    for name, month in REPORTS.items():
        on = replace(clerk, at=hours.next())
        found[name] = oversight.draft_report(on, department=DEPARTMENT, month=month).reference
        texts = oversight.Texts(work="这个月没有办理")
        oversight.write_report(replace(clerk, at=hours.next()), found[name], texts=texts)
    oversight.submit_report(replace(clerk, at=hours.next()), found["sent_report"], zero=True)
    return found


def _platforms() -> dict[str, Any]:
    """Lay out a portal and a subscriber, an account for one portal more, and whoever looks after them."""
    builders.an_account(Role.ADMINISTRATOR, name="administrator-1")
    people.add_account(people.Member("platform-1", "甘快办"))
    other = a_platform().portal
    wish = platforms.Wish("市平台", "https://city.example.gov.cn/hook", ("case",))
    subscriber, _ = platforms.subscribe(wish, "administrator-1", AT)
    return {
        "portal": str(other.pk),
        "portal_account": other.account,
        "portal_issuer": other.issuer,
        "portal_keys": other.keys,
        "subscriber": str(subscriber.pk),
    }
