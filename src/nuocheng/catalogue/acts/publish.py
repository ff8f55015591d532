"""Publish a reviewed edition."""

from __future__ import annotations

from collections.abc import Iterator

from nuocheng.catalogue import queries
from nuocheng.catalogue.acts.supersede import supersede
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.rules import MAY_BE_PUBLISHED
from nuocheng.catalogue.rules.checking import require_publishable
from nuocheng.catalogue.rules.content import Certificate, Item
from nuocheng.catalogue.rules.facts import PublicationFacts
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law

LONGEST_BASIS = 400


@official_act("edition.publish", by=(Role.EDITOR, Role.BUREAU), file=Edition)
def publish(on: Occasion, edition: Edition, deed: Deed) -> None:
    """Publish an edition (公布), list its certificates, and supersede the one in force, all in one deed.

    The entry says that a copy goes to the Justice Bureau (抄送区司法局), whose desk lists it from now.

    Raises:
        OutOfOrder: The edition has not passed its review.
        RuledOut: The law as it stands today is against it, or the Bureau has to approve it.

    """
    edition.lifecycle.after("publish", edition.state)
    approves = law.choice("switch.catalogue.bureau_review", on.today) == "approve"
    facts = PublicationFacts(
        edition.reviewed_by, edition.edited_by, on.post.role is Role.BUREAU, bureau_approves=approves
    )
    require(MAY_BE_PUBLISHED, facts, on=on.today)
    said = queries.facts(edition)
    require_publishable(said, queries.standards(on.today), on=on.today)
    old = queries.reference_in_force(edition.code)
    if old:
        supersede.within(deed, old, by=edition.reference)
        # A deed moves its files in the order in which it holds them, and the database allows one edition in
        # force: the old one has to leave before the new one comes.
        deed.held[edition.sealed_as] = deed.held.pop(edition.sealed_as)
    deed.move(
        edition,
        "publish",
        rows=list(_listings(edition, said.item)),
        note={"version": edition.version, "content": edition.digest, "supersedes": old, "copy_to": "司法局"},
        published_at=on.at,
        remark="",
    )


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
