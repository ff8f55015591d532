"""What the watch has to say about one edition: on its page at the desk, and on the checklist before publication."""

from __future__ import annotations

from django.urls import reverse

from nuocheng.catalogue.acts.draft_edition import IN_THE_MAKING
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import statutes
from nuocheng.catalogue.queries import watching as queries
from nuocheng.catalogue.queries.reading import IN_FORCE
from nuocheng.catalogue.rules.content import Item
from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Objection


def marks(edition: Edition) -> list[dict[str, str]]:
    """Return what has to be looked at again in an edition in force (需复核), each with where to look."""
    if edition.state not in IN_FORCE:
        return []
    found = [
        {"text": one.title, "url": reverse("catalogue-alert", args=[one.reference])}
        for one in queries.open_alerts(edition.code)
    ]
    changed = {one.key: one for one in statutes.changed()}
    if not changed:
        return found
    return found + [
        {
            "text": f"“{row.certificate}”的依据《{row.title}》{changed[row.statute].state_title}",
            "url": reverse("statute", args=[changed[row.statute].reference]),
        }
        for row in statutes.pending(changed.values(), None).filter(edition=edition)
    ]


def warnings(edition: Edition, item: Item) -> tuple[Objection, ...]:
    """Return what the checklist of an edition in the making warns of: certificates that come back."""
    return queries.warnings(item, edition.reference, now()) if edition.state in IN_THE_MAKING else ()
