"""A party asks for another time (要求改时间) on a page of its own; the office accepts one of its times, or declines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.letters.official import Letter, letter
from nuocheng.verification.acts.visits import NOTICE, When, hours_of, postpone_visit
from nuocheng.verification.models import Came, Slot, TimeAsked, Visit, asks_written
from nuocheng.verification.queries import visits
from nuocheng.verification.rules import GIVES_REASONS, MAY_ASK_TIME, MAY_COME
from nuocheng.verification.rules.facts import AskingTime, Reasoned

AHEAD = "term.visit.another_time"


@official_act("visit.ask_time", by=Role.APPLICANT, file=Visit)
def ask_time(on: Occasion, visit: Visit, deed: Deed, *, slots: tuple[When, ...], reason: str) -> None:
    """Ask for another time (要求改时间), with a reason and up to as many times as the law lets be proposed.

    Every party of a visit may; what became moot because the visit moved meanwhile does not count.

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
    asked = TimeAsked(on.party, _name(visit, on), said, tuple(Slot(one.begins, one.ends) for one in slots))
    deed.move(
        visit,
        "ask_time",
        note={"reason": said, "slots": [[one.begins.isoformat(), one.ends.isoformat()] for one in slots]},
        asked_at=on.at,
        asked_for=said,
        asked_slots=asks_written([*visit.asks, asked]),
        times_asked=visit.times_asked + 1,
        declined_for="",
    )


@official_act(
    "visit.accept_time",
    by=Role.VERIFIER,
    file=Visit,
    records=("visit.accept_time", "visit.postpone"),
)
def accept_time(on: Occasion, visit: Visit, deed: Deed, *, slot: int, ask: int = 0) -> None:
    """Accept one of the times that a party proposed (同意改时间): the visit moves, and every party is told at once.

    *ask* is the place of what was asked among all that was asked of this visit, *slot* that of the time in it.

    Raises:
        Malformed: The day of that time is over.
        OutOfOrder: No party proposes such a time, or it was decided before.
        RuledOut: The time is outside the hours.

    """
    visit.ready_for("accept_time")
    asked = _open(visit, ask)
    if asked is None or slot not in range(len(asked.slots)):
        raise OutOfOrder("当事人没有提出这个时间，或者已经办过了，请刷新页面再看")
    chosen = asked.slots[slot]
    reason = f"当事人要求：{asked.reason}"[:400]
    moved = law.provision("wording.visit.moved", on.today).filled(when=_moment(chosen.begins))
    told = _letters(on, visit, "wording.visit.moved_title", dict.fromkeys(visits.parties(visit), moved))
    decided = _decided(visit, ask, Came.ACCEPTED)
    deed.move(
        visit,
        "accept_time",
        rows=told,
        note={"ask": ask, "begins": chosen.begins.isoformat()},
        asked_slots=asks_written(decided),
    )
    postpone_visit.within(deed, visit.reference, when=When(chosen.begins, chosen.ends), reason=reason)


@official_act("visit.decline_time", by=Role.VERIFIER, file=Visit)
def decline_time(on: Occasion, visit: Visit, deed: Deed, *, reason: str, ask: int = 0) -> None:
    """Decline another time (不同意改时间): whoever asked is told why, the others that the time stays.

    *ask* is the place of what was asked among all that was asked of this visit.

    Raises:
        OutOfOrder: Nobody asks for it, or it was decided before.
        RuledOut: No reason is given.

    """
    visit.ready_for("decline_time")
    asked = _open(visit, ask)
    if asked is None:
        raise OutOfOrder("当事人没有要求改时间，或者已经办过了，请刷新页面再看")
    require(GIVES_REASONS, Reasoned("不同意改时间", reason), on=on.today)
    said = reason.strip()
    facts = {"when": _moment(visit.begins_at), "contact": visit.contact}
    stays = law.provision("wording.visit.stays", on.today).filled(**facts)
    why = law.provision("wording.visit.declined", on.today).filled(reason=said, **facts)
    texts = {**dict.fromkeys(visits.parties(visit), stays), asked.party: why}
    deed.move(
        visit,
        "decline_time",
        rows=_letters(on, visit, "wording.visit.declined_title", texts),
        note={"ask": ask, "reason": said},
        asked_slots=asks_written(_decided(visit, ask, Came.DECLINED, said)),
        declined_for=said,
    )


def _open(visit: Visit, ask: int) -> TimeAsked | None:
    """Return what was asked at that place, if it waits for an answer."""
    asks = visit.asks
    return asks[ask] if ask in range(len(asks)) and asks[ask].is_open else None


def _decided(visit: Visit, ask: int, came: Came, said: str = "") -> list[TimeAsked]:
    asks = list(visit.asks)
    asks[ask] = replace(asks[ask], came=came, said=said)
    return asks


def _letters(on: Occasion, visit: Visit, title: str, texts: Mapping[str, str]) -> list[Letter]:
    """Return a letter to each party, with what it is told."""
    named = law.provision(title, on.today).text
    return [
        letter(on, party=party, about=visit.reference, title=named, text=text)
        for party, text in texts.items()
    ]


def _name(visit: Visit, on: Occasion) -> str:
    """Return the name of the party that asks."""
    return visits.parties(visit).get(on.party, on.name)


def _asking(on: Occasion, visit: Visit, slots: tuple[When, ...]) -> AskingTime:
    calendar = law.calendar()
    return AskingTime(
        asked=sum(one.party == on.party and one.came is not Came.MOVED for one in visit.asks),
        most_asks=visits.number("asks", on.today),
        most_slots=visits.number("slots", on.today),
        left=tuple(remaining(calendar, on.today, one.begins.astimezone(CHINA).date()) for one in slots),
        least=law.term(NOTICE, on.today).workdays,
        most=law.term(AHEAD, on.today).workdays,
    )


def _moment(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
