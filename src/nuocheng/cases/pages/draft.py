"""What the party has typed so far and not yet signed: kept with its case, so that no step and no sign-out loses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from nuocheng.cases import official, queries
from nuocheng.cases.models import Case, KeptDraft
from nuocheng.edge.clock import now
from nuocheng.journal.files import new_token
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law

#: What was typed: by certificate and fact, as it came (a day comes in three parts).
Typed = dict[str, dict[str, Any]]
WRITER, SEEN = "draft_page", "draft_version"
LATER = "later"
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Rival:
    """What another page brought while this draft was kept from elsewhere."""

    typed: Typed
    facts: dict[str, dict[str, str]]
    statements: list[str]
    at: datetime


class Draft:
    """The unsigned pledge of one case.

    It belongs to the notice on which it was begun; facts survive a new notice, statements do not, because
    they were said about the old one. Whoever may open the case may open its draft: ask for the case first.
    """

    def __init__(self, request: HttpRequest, reference: str) -> None:
        """Read what is kept for the case, and which page of the browser speaks."""
        self._reference = reference
        self._row = queries.draft_of(reference)
        said = request.POST
        self._page = official.Page(said.get(WRITER, "")[:_LONGEST], _number(said.get(SEEN, "")))

    @property
    def _kept(self) -> dict[str, Any]:
        return self._row.typed if self._row else {}

    @property
    def pledged(self) -> list[str]:
        """Return the keys of the certificates to be pledged."""
        return list(self._kept.get("pledged", []))

    @property
    def facts(self) -> dict[str, dict[str, str]]:
        """Return the facts given so far that can be read, by certificate and fact."""
        return dict(self._kept.get("facts", {}))

    @property
    def typed(self) -> Typed:
        """Return what was typed so far, right or wrong, by certificate and fact."""
        return dict(self._kept.get("typed", {}))

    @property
    def statements(self) -> list[str]:
        """Return the codes of the statements ticked."""
        return list(self._kept.get("statements", []))

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen for each certificate: pledge or submit."""
        return dict(self._kept.get("chosen", {}))

    @property
    def until(self) -> date:
        """Return the last day on which the draft is kept."""
        return kept_until(self.kept_at)

    @property
    def kept_at(self) -> datetime:
        """Return when the draft was last kept."""
        return self._row.saved_at if self._row else now()

    @property
    def rival(self) -> Rival | None:
        """Return what another page brought, where the two differ and none was chosen yet."""
        held = self._row.rival if self._row else None
        if not held:
            return None
        at = datetime.fromisoformat(held["at"])
        return Rival(held["typed"] or {}, held["facts"] or {}, held["statements"] or [], at)

    @property
    def marks(self) -> dict[str, str]:
        """Return the hidden fields by which the next page is known: who it is, and what it was shown."""
        return {WRITER: self._page.writer or new_token(), SEEN: str(self._row.version if self._row else 0)}

    def pledge_for(self, keys: Iterable[str]) -> None:
        """Keep which certificates are to be pledged."""
        self._keep(pledged=list(keys), chosen={})

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Keep what was chosen for each certificate."""
        self._keep(chosen=dict(chosen), pledged=[key for key, way in chosen.items() if way == "pledge"])

    def fill(
        self,
        facts: Mapping[str, Mapping[str, str]],
        statements: Iterable[str],
        typed: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        """Keep the facts, what was typed for them, and the ticks; say whether no other page was overtaken."""
        given = {key: dict(said) for key, said in facts.items()}
        written = {key: dict(said) for key, said in (typed if typed is not None else facts).items()}
        brought = {
            "facts": {**self.facts, **given},
            "typed": {**self.typed, **written},
            "statements": list(statements),
        }
        before = self._row.version if self._row else 0
        self._row = official.keep_draft(self._case(), brought, now(), self._page)
        return self._row.version > before and self._row.rival is None

    def new_notice(self) -> None:
        """Take the ticks back: they were made on an older notice."""
        self._keep(statements=[])

    def complete(self, facts: Iterable[tuple[str, str]], statements: Iterable[str]) -> bool:
        """Say whether every one of *facts* is given and every one of *statements* ticked."""
        given = all(self.facts.get(certificate, {}).get(fact) for certificate, fact in facts)
        return bool(self.pledged) and given and set(statements) <= set(self.statements)

    def forget(self) -> None:
        """Drop everything: the pledge is signed, or given up."""
        official.drop_drafts([self._reference])
        self._row = None

    def _keep(self, **what: Any) -> None:
        self._row = official.keep_draft(self._case(), what, now())

    def _case(self) -> Case:
        return queries.case(self._reference)


def kept_until(saved: datetime) -> date:
    """Return the last day on which a draft saved at that moment is kept."""
    day = saved.astimezone(CHINA).date()
    return day + timedelta(days=law.term("term.application.draft", day).amount)


def began(case: Case) -> KeptDraft:
    """Begin the draft of a case that was just opened: from here on its days are counted."""
    return official.keep_draft(case, {}, now())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
