"""Imports as the desk and the job that carries them out read them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from nuocheng.catalogue.channels.matching import Matching, from_json
from nuocheng.catalogue.channels.tables import Workbook, open_workbook
from nuocheng.catalogue.lifecycle import ImportState
from nuocheng.catalogue.models import Import, ImportCheck, ImportedEdition, ImportedFile
from nuocheng.edge.keyset import Page, page
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound

#: Imports that a job has something to do for, and what.
AT_WORK = (ImportState.WRITING, ImportState.UNDOING)


def raw_of(reference: str) -> bytes:
    """Return the very bytes that were handed in.

    Raises:
        NotFound: There is no such import.

    """
    found = ImportedFile.objects.filter(of=reference).values_list("raw", flat=True).first()
    if found is None:
        raise NotFound("没有这次导入")
    return bytes(found)


def workbook_of(of: Import) -> Workbook:
    """Return the table of an import, opened.

    Raises:
        Malformed: It cannot be read any more, because what is refused has become more.

    """
    return open_workbook(raw_of(of.reference), of.filename)


def matchings_of(of: Import) -> tuple[Matching, ...]:
    """Return how the columns were confirmed to be meant; empty if nobody has confirmed them yet."""
    return from_json(json.loads(of.matchings)) if of.matchings else ()


def listed(departments: Collection[str] | None, after: str = "", size: int = 20) -> Page[Import]:
    """Return a page of imports of these departments, newest first; none given means all."""
    rows = Import.objects.all() if departments is None else Import.objects.filter(department__in=departments)
    return page(rows, ("-opened_at", "-reference"), after, size)


def reading(reference: str) -> tuple[ImportCheck | None, dict[str, Any]]:
    """Return the working paper of an import with what it found; nothing if the reading is not done."""
    paper = ImportCheck.objects.filter(pk=reference).first()
    return paper, json.loads(paper.found) if paper and paper.found else {}


def unread() -> list[str]:
    """Return the imports whose columns are confirmed and that nobody has read on trial yet."""
    waiting = Import.objects.filter(state=ImportState.MATCHED, reading__found="", reading__fault="")
    return list(waiting.order_by("opened_at").values_list("reference", flat=True)[:20])


def at_work() -> list[Import]:
    """Return the imports that are being written or undone, oldest first."""
    return list(Import.objects.filter(state__in=AT_WORK).order_by("opened_at")[:20])


def editions(reference: str, after: str = "", size: int = 50) -> Page[ImportedEdition]:
    """Return a page of what an import drafted or amended."""
    rows = ImportedEdition.objects.filter(of=reference).select_related("edition").defer("edition__content")
    return page(rows, ("id",), after, size)


def written(reference: str) -> list[ImportedEdition]:
    """Return all that an import drafted or amended, newest first: what an undo has to walk back."""
    rows = ImportedEdition.objects.filter(of=reference).select_related("edition").order_by("-id")
    return list(rows.defer("edition__content"))


def noted(reference: str, verb: str, word: str) -> list[str]:
    """Return what the entries of an import say under a word, in order: the left out, the taken back, the kept."""
    entries = (one for one in journal.history("import", reference) if one.verb == f"import.{verb}")
    return [text for one in entries for text in one.note.get(word, [])]
