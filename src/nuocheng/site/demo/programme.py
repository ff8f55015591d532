"""The programme of work of the demonstration: a round, plans, milestones, explanations, summaries and contacts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.kernel.workdays import previous_workday_on_or_before
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.programme import acts, jobs, queries
from nuocheng.programme.queries import ContactRole, Named, PlanText, Work
from nuocheng.site.demo import cast

FILE = "programme.toml"
#: When things are done on a day, by the hour: the department first, the Bureau after it.
MORNING, NOON, AFTERNOON = 9, 11, 15
#: How long after the round began the plans were filed; a renewed one and a returned explanation later.
PLAN_AFTER, RENEWED_AFTER, EXPLAINED_AFTER = 14, 40, 8
CHANGED_AGO = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told, and when now is."""

    said: dict[str, Any]
    now: datetime
    round_: str = ""

    @property
    def today(self) -> date:
        """Return the day of the telling."""
        return self.now.astimezone(CHINA).date()

    def day(self, days: int) -> date:
        """Return a day so many days from now."""
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int) -> datetime:
        """Return an hour of the working day on or before so many days from now, never after now."""
        day = previous_workday_on_or_before(law.calendar(), self.day(days))
        return min(datetime(day.year, day.month, day.day, hour, 5, tzinfo=CHINA), self.now)

    def editor(self, department: str, days: int, hour: int = MORNING) -> Occasion:
        """Return an occasion of a department's editor."""
        return _somebody(Role.EDITOR, department, self.at(days, hour))

    def bureau(self, days: int, hour: int = AFTERNOON) -> Occasion:
        """Return an occasion of the Bureau."""
        return _somebody(Role.BUREAU, "", self.at(days, hour))


def prepare_programme(now: datetime) -> None:
    """Tell the programme of work, unless it was told before."""
    if queries.last_round() is not None:
        return
    said = tomllib.loads((cast.DATA / FILE).read_text(encoding="utf-8"))
    telling = Telling(said, now)
    reference = _open(telling)
    telling = Telling(said, now, reference)
    for one in said["department"]:
        _name_contacts(telling, one)
        _explain(telling, one)
        _plan(telling, one)
        _milestones(telling, one)
        _sum_up(telling, one)
    _chase(telling)
    jobs.remind_due(Occasion("system", ROLE_TITLES[Role.SYSTEM], Post(Role.SYSTEM), now, door=Door.JOB))


def _open(telling: Telling) -> str:
    about, due = telling.said["round"], telling.said["due"]
    begins = telling.day(about["begins"])
    listed = {one.code: one for one in queries.in_law(begins)}
    asked = tuple(
        queries.Asked(code, found.title, telling.day(days), found.shows, found.clause, found.quote)
        for code, days in due.items()
        if (found := listed.get(code)) is not None
    )
    on = telling.bureau(about["begins"], MORNING)
    receipt = acts.open_round(
        on, title=about["title"], begins_on=begins, document=about["document"], asked=asked
    )
    return receipt.reference


def _name_contacts(telling: Telling, one: dict[str, Any]) -> None:
    begins = telling.said["round"]["begins"] + 2
    _appoint(telling, one, "leader", one["leader"], begins)
    _appoint(telling, one, "liaison", one.get("was_liaison", one["liaison"]), begins)
    if "was_liaison" in one:
        _appoint(telling, one, "liaison", one["liaison"], -CHANGED_AGO)


def _appoint(telling: Telling, one: dict[str, Any], role: str, who: list[str], days: int) -> None:
    found = people.department(one["code"])
    phone = found.phone if found else ""
    place = {"leader": "1", "liaison": "2"}[role]
    name, title, mobile = who
    reached = acts.Reached(name, title, f"{phone[:-1]}{place}", mobile)
    acts.appoint_contact(
        telling.editor(one["code"], days),
        department=one["code"],
        role=role,
        who=reached,
        since=telling.day(days),
    )


def _explain(telling: Telling, one: dict[str, Any]) -> None:
    """Tell the written explanation of a department, if it made one."""
    ends, words = one.get("explanation"), telling.said["explanation"]
    if ends is None:
        return
    whole = ends == "withdrawn"
    days = telling.said["round"]["begins"] + EXPLAINED_AFTER if whole else -EXPLAINED_AFTER
    said = acts.Explained(
        ("circumstances",) if whole else ("duty",),
        words["whole_text" if whole else "items_text"],
        whole,
        () if whole else _not_open(one["code"]),
    )
    on = telling.editor(one["code"], days)
    told = acts.file_explanation(on, department=one["code"], of_round=telling.round_, said=said)
    if ends in {"accepted", "withdrawn"}:
        acts.accept_explanation(telling.bureau(days), told.reference)


def _not_open(department: str) -> tuple[Named, ...]:
    """Return an item of a department that is not open to pledging, or else its last one."""
    items = queries.items_of(department)
    closed = [one for one in items if not one.open] or items[-1:]
    return tuple(Named(one.code, one.name) for one in closed[:1])


def _plan(telling: Telling, one: dict[str, Any]) -> None:
    """Tell the plan of a department; one that explained itself before withdraws that with it."""
    begins = telling.said["round"]["begins"]
    days, ends = begins + PLAN_AFTER, one["plan"]
    reference = _filed_plan(telling, one, days)
    if ends == "filed":
        return
    if ends == "returned":
        reason = telling.said["plan"]["returned"]
        acts.return_plan(telling.bureau(days + 1), reference, reason=reason)
        return
    acts.publish_plan(telling.bureau(days + 1), reference)
    if ends == "renewed":
        newer = _filed_plan(telling, one, begins + RENEWED_AFTER)
        acts.publish_plan(telling.bureau(begins + RENEWED_AFTER + 1), newer)


def _filed_plan(telling: Telling, one: dict[str, Any], days: int) -> str:
    code, words = one["code"], telling.said["plan"]
    on = telling.editor(code, days)
    reference = acts.draft_plan(on, department=code, of_round=telling.round_).reference
    text = PlanText(
        title=queries.plan(reference).title,
        goal=words["goal"],
        works=tuple(
            Work(work["task"], work["measures"], telling.day(work["until"]), work["who"])
            for work in words["work"]
        ),
        duties=words["duties"],
        items=tuple(Named(item.code, item.name) for item in queries.items_of(code)),
    )
    acts.write_plan(on, reference, text=text)
    leader = queries.contact_on(code, ContactRole.LEADER, on.today)
    signed_by = leader.name if leader else ""
    acts.file_plan(telling.editor(code, days, NOON), reference, signed_by=signed_by, signed_on=on.today)
    return reference


def _milestones(telling: Telling, one: dict[str, Any]) -> None:
    for code, (ends, days) in one["milestones"].items():
        began = telling.editor(one["code"], telling.said["round"]["begins"] + PLAN_AFTER, AFTERNOON)
        begun = acts.begin_milestone(
            began, department=one["code"], of_round=telling.round_, code=code
        ).reference
        if ends != "begun":
            _reached(telling, (one["code"], code, begun), days, ends)


def _reached(telling: Telling, which: tuple[str, str, str], days: int, ends: str) -> None:
    department, code, reference = which
    on = telling.editor(department, days)
    evidence = telling.said["evidence"][code]
    acts.report_milestone(on, reference, evidence=evidence, done_on=on.today)
    after: dict[str, Callable[[Occasion], Any]] = {
        "confirmed": lambda bureau: acts.confirm_milestone(bureau, reference),
        "returned": lambda bureau: acts.return_milestone(
            bureau, reference, reason="请写明文件在哪里公布，附上网址"
        ),
    }
    if ends in after:
        after[ends](telling.bureau(days + 1))


def _sum_up(telling: Telling, one: dict[str, Any]) -> None:
    """Tell the summary of a department, if it has begun one: as far as it came, on that day."""
    if "summary" not in one:
        return
    ends, days = one["summary"]
    code, words = one["code"], telling.said["summary"]
    on = telling.editor(code, days)
    reference = acts.draft_summary(on, department=code, of_round=telling.round_).reference
    texts = {part: words[part].strip() for part in queries.sections(on.today) if part in words}
    acts.write_summary(on, reference, texts=texts)
    if ends == "drafted":
        return
    _hand_in(telling, reference, code, days)
    if ends == "taken":
        acts.take_summary(telling.bureau(days + 1), reference)
    if ends in {"returned", "handed_in_again"}:
        acts.return_summary(telling.bureau(days + 1), reference, reason=words["returned"])
    if ends == "handed_in_again":
        mended = f"{texts['practice']}\n{words['mended']}"
        acts.write_summary(telling.editor(code, days + 4), reference, texts={"practice": mended})
        _hand_in(telling, reference, code, days + 4)


def _hand_in(telling: Telling, reference: str, code: str, days: int) -> None:
    """Hand a summary in on a day, signed off by the leader in charge."""
    on = telling.editor(code, days, NOON)
    leader = queries.contact_on(code, ContactRole.LEADER, on.today)
    acts.hand_in_summary(on, reference, signed_by=leader.name if leader else "", signed_on=on.today)


def _chase(telling: Telling) -> None:
    """Chase whoever had not begun the milestone that is longest overdue."""
    row = queries.a_round(telling.round_)
    begun = queries.milestones(row)
    whom = tuple(
        acts.Reminded(
            one["code"],
            "untrue_list",
            f"chase-{telling.day(-5)}",
            "“建立虚假承诺名单制度”已经逾期，请尽快完成并报告",
        )
        for one in telling.said["department"]
        if (one["code"], "untrue_list") not in begun
    )
    acts.chase(telling.bureau(-5), telling.round_, whom=whom)


def _somebody(role: Role, department: str, at: datetime) -> Occasion:
    one = next(one for one in cast.players() if (one.role, one.department) == (role, department))
    return Occasion(one.account, one.name, Post(role, department), at, door=Door.WINDOW)
