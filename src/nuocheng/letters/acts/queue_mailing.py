"""Choose a way outside for a letter: to be sent by machine, or to be printed and posted."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import new_id
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.models import Letter, Mailing


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter with its way: to whom, where, and the exact words that go there."""

    letter: str
    way: str
    name: str
    address: str
    department: str
    subject: str
    text: str


@founding_act("mailing.queue", by=Role.SYSTEM, file=Mailing)
def queue_mailing(on: Occasion, deed: Deed, *, addressed: Addressed) -> Mailing:
    """Put a letter into the queue of a way outside (短信、邮件): it is sent as soon as that way is free.

    Raises:
        Malformed: There is nowhere to send it.
        NotFound: There is no such letter.

    """
    mailing = _mailing(addressed)
    mailing.next_at = on.at
    return deed.found(mailing, "queue", note={"way": addressed.way})


@founding_act("mailing.lay_out", by=(Role.SYSTEM, Role.CLERK), file=Mailing)
def lay_out(on: Occasion, deed: Deed, *, addressed: Addressed) -> Mailing:
    """Lay a letter out to be printed and posted by the window (纸质信件).

    Raises:
        Malformed: There is nowhere to send it.
        NotFound: There is no such letter.

    """
    return deed.found(_mailing(addressed), "lay_out", note={"way": addressed.way})


def _mailing(addressed: Addressed) -> Mailing:
    if not addressed.address.strip():
        raise Malformed.at("address", "没有联系方式，送不出去。请先补上地址或者手机号")
    letter = Letter.objects.filter(pk=addressed.letter).first()
    if letter is None:
        raise NotFound("没有这封信，请核对")
    return Mailing(
        reference=f"L-{new_id().hex}",
        letter=letter,
        department=addressed.department,
        party=letter.party,
        about=letter.about,
        way=addressed.way,
        name=addressed.name,
        address=addressed.address,
        subject=addressed.subject,
        text=addressed.text,
        paper=letter.paper,
    )
