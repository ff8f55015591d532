"""Publish a reviewed edition."""

from __future__ import annotations

from collections.abc import Iterator

from nuocheng.catalogue import queries
from nuocheng.catalogue.acts.supersede import supersede
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.queries.listed import listed_rows
from nuocheng.catalogue.rules import MAY_BE_PUBLISHED
from nuocheng.catalogue.rules.checking import require_publishable
from nuocheng.catalogue.rules.content import Certificate, Item
from nuocheng.catalogue.rules.facts import PublicationFacts
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law

LONGEST_BASIS = 400


@official_act("edition.publish", by=(Role.EDITOR, Role.BUREAU, Role.SYSTEM), file=Edition)
def publish(on: Occasion, edition: Edition, deed: Deed) -> None:
    """Publish an edition (公布): from today it holds, its certificates are listed, the old one is superseded.

    An edition that waits for its day is published on it by the house itself. The entry says that a copy goes
    to the Justice Bureau (抄送区司法局), whose desk lists it from now.

    Raises:
        OutOfOrder: The edition has not passed its review, or its day has not come.
        RuledOut: The law as it stands today is against it, or the Bureau has to approve it.

    """
    edition.lifecycle.after("publish", edition.state)
    _require_its_day(on, edition)
    item = require_may_be_published(on, edition)
    old = queries.reference_in_force(edition.code)
    if old:
        supersede.within(deed, old, by=edition.reference)
        # A deed moves its files in the order in which it holds them, and the database allows one edition in
        # force: the old one has to leave before the new one comes.
        deed.held[edition.sealed_as] = deed.held.pop(edition.sealed_as)
    note = {"version": edition.version, "content": edition.digest, "supersedes": old, "copy_to": "司法局"}
    if edition.takes_effect:
        note["announced"] = edition.takes_effect.isoformat()
    deed.move(
        edition,
        "publish",
        rows=[*_listings(edition, item), *listed_rows(edition, item, on.at)],
        note=note,
        published_at=edition.published_at or on.at,
        takes_effect=on.today,  # the day on which it truly begins to hold, should the house have been asleep
        remark="",
    )


def require_may_be_published(on: Occasion, edition: Edition) -> Item:
    """Return what an edition says, if nothing stands against publishing it today.

    Raises:
        RuledOut: No review was passed, the Bureau has to approve it, or the law is against it.

    """
    approves = law.choice("switch.catalogue.bureau_review", on.today) == "approve"
    heard = on.post.role is Role.BUREAU or edition.state == EditionState.SCHEDULED
    facts = PublicationFacts(edition.reviewed_by, edition.edited_by, heard, bureau_approves=approves)
    require(MAY_BE_PUBLISHED, facts, on=on.today)
    said = queries.facts(edition)
    require_publishable(said, queries.standards(on.today), on=on.today)
    return said.item


def _require_its_day(on: Occasion, edition: Edition) -> None:
    """Let a publication go on only if somebody decided on it, and the day they named has come.

    Raises:
        OutOfOrder: The day lies ahead, or the house would publish what nobody has announced.

    """
    day = edition.takes_effect if edition.state == EditionState.SCHEDULED else None
    if day is not None and day > on.today:
        raise OutOfOrder(f"这一版定于{cn_date(day)}起施行，到那天自动启用。要改日期，请先退回")
    if day is None and on.post.role is Role.SYSTEM:
        raise OutOfOrder("这一版还没有人决定公布，系统不能自己公布")


def _listings(edition: Edition, item: Item) -> Iterator[Listing]:
    for position, one in enumerate(item.certificates, start=1):
        yield Listing(
            edition=edition,
            position=position,
            key=one.key,
            certificate=one.name,
            disposition=one.disposition,
            issuer=one.issuer,
            basis=_basis(one),
            ground=one.ground,
            reason=one.reason,
        )


def _basis(one: Certificate) -> str:
    return "；".join(f"{basis.title}{basis.article}" for basis in one.bases)[:LONGEST_BASIS]
