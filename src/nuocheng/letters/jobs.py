"""What happens by itself in letters: each letter gets its ways outside, and what waits is sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from nuocheng.journal.official import inside_act
from nuocheng.kernel.errors import Objection, Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.rulings import objections
from nuocheng.law import queries as law
from nuocheng.letters import acts, official, queries
from nuocheng.letters.acts import Addressed
from nuocheng.letters.channels.protocol import Attempt, Fate, Message, Way
from nuocheng.letters.models import Letter, Mailing
from nuocheng.letters.queries import Contact
from nuocheng.letters.rules import MAY_BE_TEXTED
from nuocheng.letters.rules.facts import Message as Texted

BATCH = 100
SMS, EMAIL, PRINT = "sms", "email", "print"


def take_up(on: Occasion, ways: Mapping[str, Way]) -> int:
    """Choose the ways outside for letters that have none yet; return how many mailings came of it.

    A letter stands in the party's account whatever happens here. Who has no account and no way by machine
    gets it on paper.
    """
    done = 0
    letters = queries.not_taken(BATCH)
    for letter in letters:
        done += sum(_queued(on, one) for one in addressed(letter, ways, on))
    if letters and len(letters) < BATCH:
        official.taken_until(letters[-1].sent_at)
    return done


def addressed(letter: Letter, ways: Mapping[str, Way], on: Occasion) -> list[Addressed]:
    """Return every way on which a letter goes outside, with the exact words."""
    contact = queries.contact(letter)
    if contact is None:
        return []
    found = []
    if SMS in ways and contact.phone and contact.wants_texts:
        found.append(_on(SMS, contact.phone, short(letter, contact, on), letter, contact))
    if EMAIL in ways and contact.email:
        found.append(_on(EMAIL, contact.email, f"{letter.text}\n\n{_foot()}", letter, contact))
    if not found and contact.address and not queries.has_account(letter.party):
        found.append(_on(PRINT, contact.address, letter.text, letter, contact))
    return found


def short(letter: Letter, contact: Contact, on: Occasion) -> str:
    """Return what the short message says: that there is news, never what it is, and never a link."""
    said = law.provision(contact.wording, on.today)
    number = contact.number or letter.about
    return str(
        said.filled(
            sender=settings.NUOCHENG_DISTRICT,
            number=number,
            title=letter.title,
            phone=settings.NUOCHENG_PHONE,
        )
    )


def deliver(on: Occasion, ways: Mapping[str, Way]) -> int:
    """Send what waits, with empty hands, and record what became of each; return how many went out."""
    assert not inside_act()
    sent = 0
    for mailing in queries.due(on.at, BATCH):
        attempt = _tried(on, mailing, ways)
        try:
            acts.record_sending(on, mailing.reference, attempt=attempt)
        except Refusal:
            continue
        sent += attempt.fate is Fate.SENT
    return sent


def _against(mailing: Mailing, on: Occasion) -> tuple[Objection, ...]:
    return tuple(objections(MAY_BE_TEXTED, Texted(mailing.text, mailing.party), on=on.today))


def _tried(on: Occasion, mailing: Mailing, ways: Mapping[str, Way]) -> Attempt:
    way = ways.get(mailing.way)
    if way is None:
        return Attempt(Fate.NEVER, "现在没有接通这种方式")
    against = _against(mailing, on) if mailing.way == SMS else ()
    if against:
        return Attempt(Fate.NEVER, against[0].text)
    return way.send(
        Message(key=mailing.reference, address=mailing.address, subject=mailing.subject, text=mailing.text)
    )


def _queued(on: Occasion, one: Addressed) -> bool:
    act = acts.lay_out if one.way == PRINT else acts.queue_mailing
    try:
        act(on, addressed=one)
    except Refusal:  # another process was faster
        return False
    return True


def _on(way: str, address: str, text: str, letter: Letter, contact: Contact) -> Addressed:
    return Addressed(letter.pk.hex, way, contact.name, address, contact.department, letter.title, text)


def _foot() -> str:
    return (
        f"这封邮件由{settings.NUOCHENG_DISTRICT}证明事项告知承诺服务自动发出，请不要回复。"
        f"详情请登录政府网站“我的承诺”，或拨打{settings.NUOCHENG_PHONE}。"
    )
