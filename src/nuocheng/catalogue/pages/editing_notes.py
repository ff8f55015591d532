"""What stands beside the fields of a draft: objections of the gates, warnings, and comments not yet answered."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from nuocheng.catalogue import queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import watch_marks
from nuocheng.catalogue.pages.editing_forms import Group, Note
from nuocheng.catalogue.pages.editing_places import Section, section_of
from nuocheng.catalogue.queries import comments
from nuocheng.catalogue.rules.checking import against, anchor, to_mend
from nuocheng.edge.clock import today
from nuocheng.kernel.errors import Objection


def notes_of(found: Edition) -> list[Note]:
    """Return everything that stands against a draft, should be mended in it, or was said about it."""
    standards = queries.standards(today())
    facts = queries.facts(found)
    gates = (_note(one, "gate") for one in against(facts, standards, on=today()))
    hints = (*to_mend(facts.item, standards, on=today()), *watch_marks.warnings(found, facts.item))
    warnings = (_note(one, "warning") for one in hints)
    page = reverse("catalogue-comments", args=[found.reference])
    said = (
        Note(one.row.anchor, one.row.text, "comment", url=f"{page}#comment-{one.row.number}")
        for one in comments.comments(found)
        if not one.answered
    )
    return [*gates, *warnings, *said]


def _note(objection: Objection, kind: str) -> Note:
    return Note(anchor(objection), objection.text, kind, "；".join(objection.clauses))


def on_page(notes: Iterable[Note], section: Section, key: str) -> list[Note]:
    """Return the notes that are about one page of a draft."""
    return [one for one in notes if section_of(one.anchor) == (section, key)]


def placed(groups: Iterable[Group], notes: Iterable[Note]) -> list[Note]:
    """Put each note beside its field or its list; return those that are about the page as a whole."""
    held = list(groups)
    return [note for note in notes if not _beside_field(held, note) and not _over_list(held, note)]


def _beside_field(groups: list[Group], note: Note) -> bool:
    field, _, more = note.anchor.partition(".")[2].partition(".")
    for group in groups:
        inside = more.partition(".")[0] if group.name == field else field if not group.name else ""
        if inside in {bound.name for bound in group.fields}:
            group.notes = {**group.notes, inside: [*group.notes.get(inside, []), note]}
            return True
    return False


def _over_list(groups: list[Group], note: Note) -> bool:
    field = note.anchor.partition(".")[2].partition(".")[0]
    group = next((one for one in groups if field and one.name == field), None)
    if group is not None:
        group.own = [*group.own, note]
    return group is not None
