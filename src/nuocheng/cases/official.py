"""The door through which drafts, and tries to report ratings, are kept: nobody's record, so no entry goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from nuocheng.cases.models import Case, KeptDraft, RatingTry

#: What of a draft two pages can disagree about; the rest is chosen, not typed.
DISPUTED = ("typed", "statements")
#: How long a rating is left in peace after each try in vain, at most a day.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """The page something was typed on: which one it was, and the version of the draft that it showed."""

    writer: str = ""
    seen: int | None = None


@transaction.atomic
def keep_draft(case: Case, what: Mapping[str, Any], at: datetime, page: Page | None = None) -> KeptDraft:
    """Keep what was typed on a page; what somebody else kept meanwhile is not overwritten.

    Where another page kept something different since this one was opened, what this one brings is held
    beside it as the rival, and the draft stays as it is.
    """
    draft = _held(case, at)
    kept = {**draft.typed, **what}
    draft.saved_at, draft.warned_at = at, None
    if page is not None and _overtaken(draft, kept, page):
        draft.rival = {**{name: kept.get(name) for name in (*DISPUTED, "facts")}, "at": at.isoformat()}
    else:
        draft.typed, draft.version = kept, draft.version + 1
        if page is not None:
            draft.rival, draft.writer = None, page.writer
    draft.save()
    return draft


def drop_drafts(references: Iterable[str]) -> int:
    """Remove the drafts of cases: they were signed, given up, or lay too long; return how many there were."""
    gone, _ = KeptDraft.objects.filter(case_id__in=list(references)).delete()
    return gone


def note_warned(reference: str, at: datetime) -> None:
    """Note that the party was told that its draft will be removed."""
    KeptDraft.objects.filter(case_id=reference).update(warned_at=at)


def note_try(rating: str, at: datetime, said: str) -> None:
    """Note that reporting a rating failed, and when it is tried again: later each time."""
    tried, _ = RatingTry.objects.get_or_create(rating=rating, defaults={"next_at": at})
    pause = min(FIRST_PAUSE * 2 ** min(tried.tries, 10), LONGEST_PAUSE)
    tried.tries, tried.next_at, tried.said = tried.tries + 1, at + pause, said[:200]
    tried.save()


def _held(case: Case, at: datetime) -> KeptDraft:
    """Return the draft of a case, held until the end of the transaction; a new one if there is none."""
    KeptDraft.objects.bulk_create(
        [KeptDraft(case=case, party=case.party, saved_at=at)], ignore_conflicts=True
    )
    rows = KeptDraft.objects.filter(case=case)
    return (rows.select_for_update() if connection.features.has_select_for_update else rows).get()


def _overtaken(draft: KeptDraft, brought: Mapping[str, Any], page: Page) -> bool:
    """Say whether another page kept something else since this one was opened."""
    if page.seen is None or page.seen == draft.version or (page.writer and page.writer == draft.writer):
        return False
    return any(draft.typed.get(name) and brought.get(name) != draft.typed[name] for name in DISPUTED)
