"""What the party has typed so far and not yet signed: kept in its own session, so that no step loses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest


class Draft:
    """The unsigned pledge of one case in one session.

    It belongs to the notice on which it was begun; facts survive a new notice, statements do not, because
    they were said about the old one.
    """

    def __init__(self, request: HttpRequest, reference: str) -> None:
        """Read what is kept for the case."""
        self._session = request.session
        self._name = f"pledge:{reference}"
        self._kept: dict[str, Any] = dict(self._session.get(self._name, {}))

    @property
    def pledged(self) -> list[str]:
        """Return the keys of the certificates to be pledged."""
        return list(self._kept.get("pledged", []))

    @property
    def facts(self) -> dict[str, dict[str, str]]:
        """Return the facts typed so far, by certificate and fact."""
        return dict(self._kept.get("facts", {}))

    @property
    def statements(self) -> list[str]:
        """Return the codes of the statements ticked."""
        return list(self._kept.get("statements", []))

    @property
    def chosen(self) -> dict[str, str]:
        """Return what was chosen for each certificate: pledge or submit."""
        return dict(self._kept.get("chosen", {}))

    def pledge_for(self, keys: Iterable[str]) -> None:
        """Keep which certificates are to be pledged."""
        self._keep(pledged=list(keys))

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Keep what was chosen for each certificate."""
        self._keep(chosen=dict(chosen), pledged=[key for key, way in chosen.items() if way == "pledge"])

    def fill(self, facts: Mapping[str, Mapping[str, str]], statements: Iterable[str]) -> None:
        """Keep the facts and the ticks."""
        said = {**self.facts, **{key: dict(given) for key, given in facts.items()}}
        self._keep(facts=said, statements=list(statements))

    def new_notice(self) -> None:
        """Take the ticks back: they were made on an older notice."""
        self._keep(statements=[])

    def complete(self, facts: Iterable[tuple[str, str]], statements: Iterable[str]) -> bool:
        """Say whether every one of *facts* is typed and every one of *statements* ticked."""
        typed = all(self.facts.get(certificate, {}).get(fact) for certificate, fact in facts)
        return bool(self.pledged) and typed and set(statements) <= set(self.statements)

    def forget(self) -> None:
        """Drop everything: the pledge is signed, or given up."""
        self._session.pop(self._name, None)
        self._kept = {}

    def _keep(self, **what: Any) -> None:
        self._kept |= what
        self._session[self._name] = self._kept
