"""A world in which a file of every kind exists, and everybody who might knock at its door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests import builders
from tests.builders import Hours
from tests.programme import situations
from tests.site.portals import a_platform
from tests.verification import asking_people, assisting, drawing, running, sourcing, visiting

from nuocheng.cases import queries as cases
from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue import queries as catalogue_queries
from nuocheng.edge.clock import now
from nuocheng.handover import official as handover
from nuocheng.kernel.occasion import Role
from nuocheng.oversight import acts as oversight
from nuocheng.papers import queries as papers
from nuocheng.people.models import Account
from nuocheng.platforms import official as platforms
from nuocheng.verification import queries as verification

CODES = f"{builders.DEPARTMENT}=91620402MA7JX90017"
HERE, ELSEWHERE = builders.DEPARTMENT, "620402-scj"
UNIT_ROLES = (Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.EDITOR, Role.LEGAL)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Actor:
    """Somebody who knocks: a post in a department, a party, or nobody."""

    name: str
    role: Role | None = None
    department: str = ""
    own: bool = False
    account: Account | None = None

    def client(self) -> Client:
        """Return a browser in which they are signed in."""
        client = Client(raise_request_exception=False)
        if self.account is not None:
            client.force_login(self.account, BACKEND)
        return client


@dataclass(frozen=True)
class Route:
    """One address of the house: its name, its pattern, and what must be filled in."""

    name: str
    pattern: str
    slots: tuple[str, ...]


def actors() -> list[Actor]:
    """Return everybody: each post here and elsewhere, those of the whole district, two parties, and nobody."""
    found = [Actor("nobody")]
    for department, where in ((HERE, "here"), (ELSEWHERE, "elsewhere")):
        for role in UNIT_ROLES:
            account = builders.an_account(role, department, name=f"{role}-{where}")
            found.append(Actor(f"{role} {where}", role, department, account=account))
    district = (Role.BUREAU, Role.ADMINISTRATOR)
    found += [
        Actor(str(role), role, account=builders.an_account(role, name=f"{role}-x")) for role in district
    ]
    own = builders.an_applicant()
    other = builders.an_applicant(builders.a_party("王守约", "620402199001010018"))
    found.append(Actor("the party", Role.APPLICANT, own=True, account=own))
    found.append(Actor("another party", Role.APPLICANT, account=other))
    return found


def files() -> dict[str, str]:
    """Lay out a file of every kind, and return what addresses are filled in with, by the names in the table."""
    hours = Hours()
    matter = builders.a_heard_matter(hours=hours)
    case = cases.case(matter.case)
    material = builders.a_submitted_case(item=builders.MIXED_ITEM, hours=hours)
    undecided = builders.a_notified_case(
        item=builders.replace(builders.ITEM, code="MZ-003", name="医疗救助"), hours=hours
    )
    editor = builders.an_occasion(Role.EDITOR, at=hours.next())
    draft = catalogue.draft_edition(
        editor, item=builders.replace(builders.ITEM, code="MZ-009", name="取暖救助")
    )
    received = catalogue.receive_import(editor, filename="表.csv", raw="事项,证明\n".encode())
    report = oversight.draft_report(
        builders.an_occasion(Role.SYSTEM, at=hours.next()), department=HERE, month=date(2026, 10, 1)
    )
    request = assisting.sent(hours)
    plan = situations.a_published_plan(hours)
    milestone = situations.a_reported_milestone(hours)
    summary = situations.handed_in(hours, situations.a_drafted_summary(hours))
    subscriber, _ = platforms.subscribe(
        platforms.Wish("平台", "https://platform.example/", ("case",)), "x", now()
    )
    receiving, _ = handover.add(
        handover.Wish("上级", "packet", "", ("case",), "620402", codes=CODES), "x", now()
    )
    platforms.lay_out(now())
    handover.notice_changes(receiving, now())
    handover.pack(receiving, now())
    visit = visiting.announced(hours).reference
    surprise = visiting.a_surprise(hours)
    builders.an_upheld_matter(builders.a_company(), hours=hours)
    integrity = builders.credit_queries.standing(builders.a_company().number).reference
    return {
        "case": case.reference,
        "undecided": undecided.reference,
        "handed in": material.reference,
        "material": str(cases.materials_of(material.reference)[0].pk),
        "paper": papers.papers_of(case.reference)[0].pk.hex,
        "code": case.code,
        "draw": drawing.a_draw(hours, "freeze").reference,
        "visit": visit,
        "own visit": visit,
        "surprise": surprise,
        "written": asking_people.asked(hours).reference,
        "letter code": asking_people.address_of(
            asking_people.of_a_body(hours, builders.a_party("王守信", "620402199202021063"))
        ),
        "publicity": asking_people.objected(hours).reference,
        "batch": running.a_run(hours).reference,
        "snapshot": running.a_snapshot(hours).reference,
        "task": verification.tasks_of(case.reference)[0].reference,
        "matter": matter.reference,
        "integrity": integrity,
        "item": builders.ITEM.code,
        "edition": catalogue_queries.reference_in_force(builders.ITEM.code),
        "draft": draft.reference,
        "import": received.reference,
        "report": report.reference,
        "assistance": request.reference,
        "body": assisting.a_body(hours).reference,
        "assistance code": request.code,
        "plan": plan.reference,
        "round": plan.round,
        "milestone": milestone.reference,
        "summary": summary.reference,
        "subscriber": str(subscriber.pk),
        "destination": str(receiving.pk),
        "source": sourcing.connected(hours).reference,
        "portal": str(a_platform().portal.pk),
    }


@cache
def routes() -> list[Route]:
    """Return every address of the house but the API's, which has its own document."""
    return [one for one in _walk(get_resolver()) if not one.pattern.startswith(("api/", "^api/"))]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, here)
        elif isinstance(one, URLPattern):
            yield Route(one.name or here, here, tuple(one.pattern.converters))


def made_up() -> dict[str, str]:
    """Return what looks like the number of a file and is none."""
    return {"uuid": str(uuid4()), "str": "2026-99999"}
