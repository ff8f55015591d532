"""Letters on their way: a mailing in every state, each reached by the real acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests import builders as b
from tests.builders import Hours, an_occasion

from nuocheng.kernel.occasion import Role
from nuocheng.letters import acts, queries
from nuocheng.letters.acts import Addressed
from nuocheng.letters.models import Letter, Mailing
from nuocheng.letters.rules.facts import Attempt, Fate

DOWN = Attempt(Fate.LATER, "短信平台没有回应（ConnectError）")
HOPELESS = Attempt(Fate.NEVER, "这个号码已经停用")
SENT = Attempt(Fate.SENT, receipt_no="SM00000001")


def a_letter(hours: Hours) -> Letter:
    """Return the letter that a decision sent."""
    case = b.a_granted_case(hours=hours)
    return queries.letters_to(case.party).rows[0]


def texted(hours: Hours) -> Addressed:
    """Return a letter addressed as a short message."""
    letter = a_letter(hours)
    return Addressed(letter.pk.hex, "sms", "李守信", "13812340000", b.DEPARTMENT, letter.title, "有新消息")


def to_post(hours: Hours) -> Addressed:
    """Return a letter addressed to be posted."""
    letter = a_letter(hours)
    where = "白银区公园路18号"
    return Addressed(letter.pk.hex, "print", "李守信", where, b.DEPARTMENT, letter.title, letter.text)


def queued(hours: Hours) -> Mailing:
    """Return a short message that waits."""
    addressed = texted(hours)
    done = acts.queue_mailing(an_occasion(Role.SYSTEM, at=hours.next()), addressed=addressed)
    return queries.mailing(done.reference)


def tried(attempt: Attempt) -> Callable[[Hours], Mailing]:
    """Return what builds a short message of which an attempt ended so."""

    def built(hours: Hours) -> Mailing:
        mailing = queued(hours)
        hours.at += timedelta(minutes=1)
        acts.record_sending(an_occasion(Role.SYSTEM, at=hours.next()), mailing.reference, attempt=attempt)
        return queries.mailing(mailing.reference)

    return built


def laid_out(hours: Hours) -> Mailing:
    """Return a letter to be printed."""
    done = acts.lay_out(an_occasion(Role.SYSTEM, at=hours.next()), addressed=to_post(hours))
    return queries.mailing(done.reference)


def printed(hours: Hours) -> Mailing:
    """Return a letter that was printed."""
    mailing = laid_out(hours)
    acts.print_out(an_occasion(Role.CLERK, at=hours.next()), mailing.reference)
    return queries.mailing(mailing.reference)


def posted(hours: Hours) -> Mailing:
    """Return a letter that was posted."""
    mailing = printed(hours)
    acts.post(an_occasion(Role.CLERK, at=hours.next()), mailing.reference, receipt_no="XA00000001")
    return queries.mailing(mailing.reference)


def dropped(hours: Hours) -> Mailing:
    """Return a letter whose way was given up."""
    mailing = laid_out(hours)
    acts.drop(an_occasion(Role.CLERK, at=hours.next()), mailing.reference, reason="本人取走了")
    return queries.mailing(mailing.reference)


IN_STATE: Mapping[str, Callable[[Hours], Mailing]] = {
    "queued": queued,
    "sent": tried(SENT),
    "parked": tried(HOPELESS),
    "to_print": laid_out,
    "printed": printed,
    "posted": posted,
    "dropped": dropped,
}
