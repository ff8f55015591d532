"""Tickets (入口票): given to a portal for one person and one item, opened once, and over with the journey."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from nuocheng.kernel.errors import Malformed, NotVouched, Objection, TicketOver
from nuocheng.kernel.occasion import CHINA, Assurance
from nuocheng.people import official as people
from nuocheng.people.channels.tokens import Expected, Untrusted, read_assertion
from nuocheng.platforms.models import Portal, Ticket
from nuocheng.platforms.queries import digest_of

#: How long a ticket may lie between the portal and the person's browser.
OPEN_WITHIN = timedelta(seconds=60)
#: How long a ticket that nobody opened is kept, for whoever asks what became of it.
KEPT = timedelta(days=1)
FORGOTTEN_AT_ONCE = 1000
LONGEST_BACK = 500
CLAIMS = people.ClaimNames()
#: Why we do not take somebody from a portal, for the people who look after it.
SAID = {
    "staff": "申请人的证件号码在这里登记为工作人员，请他用工作人员账号登录办理",
    "twice": "申请人的证件号码在这里有两个账号，请他带身份证到窗口合并",
    "ended": "申请人在这里的账号已经停用，请他带身份证到窗口恢复",
    "renamed": "申请人的姓名和这里登记的不一样，请核对；改过名字的，请他带身份证到窗口更正",
    "no_number": "凭证里没有申请人的证件号码（id_number）",
    "bad_number": "凭证里的证件号码不完整，或者最后一位对不上（id_number、org_number）",
    "no_name": "凭证里没有申请人的姓名（name）或者单位名称（org_name）",
    "low": "凭证里没有写明实名核验的等级（acr填real_name或者strong），没有核验过的不能办",
    "again": "这份身份凭证已经用过，请重新签发一份（jti每次都不同）",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a portal asks a ticket for; *origin* is empty where the journey has the whole window."""

    item: str
    assertion: str
    origin: str = ""
    back: str = ""


def give_ticket(portal: Portal, asked: Asked, at: datetime) -> tuple[Ticket, str]:
    """Give a ticket for whom a portal vouches for; return it with its secret, which is told this once.

    Raises:
        Malformed: The page that is to frame it, or the one it leads back to, is not registered.
        NotVouched: The assertion proves nothing, was used before, or is about somebody whom we do not take from it.

    """
    origin, back = _origin(portal, asked.origin), _back(portal, asked.back)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        account, assurance = _vouched(portal, asked, at)
        made = Ticket.objects.create(
            portal=portal,
            digest=digest_of(secret),
            account=account,
            item=asked.item,
            origin=origin,
            back=back,
            assurance=str(assurance),
            in_window=not origin,
            made_at=at,
            until=at + OPEN_WITHIN,
        )
    return made, secret


def open_ticket(ticket: Ticket, at: datetime, *, in_window: bool) -> None:
    """Use a ticket, which works once.

    Raises:
        TicketOver: It was used, or has run out.

    """
    fresh = Ticket.objects.filter(pk=ticket.pk, opened_at=None, until__gt=at)
    if not fresh.update(opened_at=at, in_window=in_window or ticket.in_window):
        ticket.refresh_from_db()
        why = spoilt(ticket, at)
        raise TicketOver(why.text if why else "这个入口不能用了", objections=(why,) if why else ())
    ticket.opened_at, ticket.in_window = at, in_window or ticket.in_window


def spoilt(ticket: Ticket, at: datetime) -> Objection | None:
    """Say why a ticket cannot be opened, if it cannot."""
    if ticket.opened_at is not None:
        return Objection("ticket_is_used_once", "这个入口已经用过一次，请回到平台再点一次“办理”")
    if at >= ticket.until:
        return Objection("ticket_is_fresh", "这个入口过了60秒，请回到平台再点一次“办理”")
    if not ticket.portal.live:
        return Objection("portal_is_live", "这个平台的接入停用了，请直接到本网站或者窗口办理")
    return None


def keep_session(ticket: Ticket, session: str) -> None:
    """Keep which session a ticket opened, so that ending the one ends the other."""
    Ticket.objects.filter(pk=ticket.pk).update(session=session)


def end(ticket: Ticket, at: datetime) -> None:
    """End a journey, and its session with it; once it is over it stays over."""
    if Ticket.objects.filter(pk=ticket.pk, ended_at=None).update(ended_at=at) and ticket.session:
        SessionStore(ticket.session).delete()


def forget_tickets(at: datetime) -> int:
    """Forget tickets that nobody opened; those that opened a journey say who came from where, and stay."""
    old = Ticket.objects.filter(opened_at=None, until__lt=at - KEPT).values_list("pk", flat=True)
    return Ticket.objects.filter(pk__in=list(old[:FORGOTTEN_AT_ONCE])).delete()[0]


def _vouched(portal: Portal, asked: Asked, at: datetime) -> tuple[str, Assurance]:
    """Return the account of whom the assertion is about, and how sure it makes us."""
    sure = Assurance(portal.assurance)
    levels = {"real_name": Assurance.REAL_NAME, "strong": sure}
    expected = Expected(portal.issuer, settings.NUOCHENG_ADDRESS, asked.item)
    try:
        claims = read_assertion(asked.assertion, json.loads(portal.keys)["keys"], expected)
        identity = people.read_claims(claims, CLAIMS, levels, at.astimezone(CHINA).date())
        trip = digest_of(f"{portal.issuer} {claims['jti']}")
        vouched = people.Vouched(portal.issuer, claims["sub"], trip, people.PORTAL)
        account = people.by_identity(identity, vouched, at)
    except Untrusted as wrong:
        raise _not("assertion_is_trusted", f"身份凭证没有通过检查：{wrong}") from wrong
    except people.NotRecognised as wrong:
        rule = "assertion_is_used_once" if wrong.reason == "again" else "person_is_recognised"
        raise _not(rule, SAID[wrong.reason]) from wrong
    return account.username, identity.assurance


def _not(rule: str, text: str) -> NotVouched:
    return NotVouched(text, objections=(Objection(rule, text, field="assertion"),))


def _origin(portal: Portal, said: str) -> str:
    if said and said not in portal.origins.split():
        raise Malformed.at("origin", "这个网站没有登记为可以嵌入，请和管理员核对；不嵌入就不要填origin")
    return said


def _back(portal: Portal, said: str) -> str:
    """Return whither the journey leads back: one of the registered addresses, with a query of the portal's own.

    Raises:
        Malformed: It is none of them.

    """
    registered = portal.returns.split()
    if not said:
        return registered[0]
    plain = said.partition("?")[0]
    fits = plain in registered and said.isascii() and len(said) <= LONGEST_BACK
    if not fits or any(sign.isspace() or sign in "\"<>'#" for sign in said):
        raise Malformed.at(
            "back", "这个网址没有登记为办完回到的网址，请和管理员核对；问号后面的内容可以自己定"
        )
    return said
