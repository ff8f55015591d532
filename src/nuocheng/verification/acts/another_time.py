"""The party asks for another time (要求改时间) on a page of its own; the office accepts one of its times, or declines."""

from __future__ import annotations

import json
from datetime import datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.verification.acts.visits import NOTICE, When, hours_of, postpone_visit
from nuocheng.verification.models import Visit
from nuocheng.verification.queries import visits
from nuocheng.verification.rules import GIVES_REASONS, MAY_ASK_TIME, MAY_COME
from nuocheng.verification.rules.facts import AskingTime, Reasoned

AHEAD = "term.visit.another_time"


@official_act("visit.ask_time", by=Role.APPLICANT, file=Visit)
def ask_time(on: Occasion, visit: Visit, deed: Deed, *, slots: tuple[When, ...], reason: str) -> None:
    """Ask for another time (要求改时间), with a reason and up to as many times as the law lets be proposed.

    Raises:
        OutOfOrder: The visit was not announced, came unannounced, is over, or is under way already.
        RuledOut: It was asked as often as may be, no reason or time is given, or a time is too soon, too late or
            outside the hours.

    """
    visit.ready_for("ask_time")
    if visit.surprise or visit.begins_at <= on.at:
        raise OutOfOrder("这次上门已经不能在网上改时间，请打通知上的电话")
    require(GIVES_REASONS, Reasoned("改时间", reason), on=on.today)
    require(MAY_ASK_TIME, _asking(on, visit, slots), on=on.today)
    for one in slots:
        require(MAY_COME, hours_of(one.begins, one.ends), on=on.today)
    said = reason.strip()
    written = [[one.begins.isoformat(), one.ends.isoformat()] for one in slots]
    deed.move(
        visit,
        "ask_time",
        note={"reason": said, "slots": written},
        asked_at=on.at,
        asked_for=said,
        asked_slots=json.dumps(written),
        times_asked=visit.times_asked + 1,
        declined_for="",
    )


@official_act(
    "visit.accept_time",
    by=Role.VERIFIER,
    file=Visit,
    records=("visit.accept_time", "visit.postpone"),
)
def accept_time(on: Occasion, visit: Visit, deed: Deed, *, slot: int) -> None:
    """Accept one of the times that the party proposed (同意改时间): the visit moves as by any postponement.

    Raises:
        OutOfOrder: The party proposes no such time, or it was decided before.
        RuledOut: The time is outside the hours.

    """
    visit.ready_for("accept_time")
    if slot not in range(len(visit.slots)):
        raise OutOfOrder("当事人没有提出这个时间，或者已经办过了，请刷新页面再看")
    chosen = visit.slots[slot]
    reason = f"当事人要求：{visit.asked_for}"[:400]
    deed.move(visit, "accept_time", note={"begins": chosen.begins.isoformat()})
    postpone_visit.within(deed, visit.reference, when=When(chosen.begins, chosen.ends), reason=reason)


@official_act("visit.decline_time", by=Role.VERIFIER, file=Visit)
def decline_time(on: Occasion, visit: Visit, deed: Deed, *, reason: str) -> None:
    """Decline another time (不同意改时间), with a reason that the party is told; the visit stays as announced.

    Raises:
        OutOfOrder: The party asks for no other time, or it was decided before.
        RuledOut: No reason is given.

    """
    visit.ready_for("decline_time")
    if not visit.slots:
        raise OutOfOrder("当事人没有要求改时间，或者已经办过了，请刷新页面再看")
    require(GIVES_REASONS, Reasoned("不同意改时间", reason), on=on.today)
    said = reason.strip()
    title = law.provision("wording.visit.declined_title", on.today).text
    text = law.provision("wording.visit.declined", on.today).filled(
        when=_moment(visit.begins_at), reason=said, contact=visit.contact
    )
    told = letter(on, party=visit.party, about=visit.reference, title=title, text=text)
    deed.move(visit, "decline_time", rows=[told], note={"reason": said}, asked_slots="", declined_for=said)


def _asking(on: Occasion, visit: Visit, slots: tuple[When, ...]) -> AskingTime:
    calendar = law.calendar()
    return AskingTime(
        asked=visit.times_asked,
        most_asks=visits.number("asks", on.today),
        most_slots=visits.number("slots", on.today),
        left=tuple(remaining(calendar, on.today, one.begins.astimezone(CHINA).date()) for one in slots),
        least=law.term(NOTICE, on.today).workdays,
        most=law.term(AHEAD, on.today).workdays,
    )


def _moment(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
