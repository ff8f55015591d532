"""What the clerk has taken down of one case and not submitted yet: kept in the clerk's session, so that no step loses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuocheng.cases.models import Case
from nuocheng.cases.pages.draft import Draft
from nuocheng.catalogue import queries as catalogue


class WindowDraft(Draft):
    """The unsigned pledge of one case at the window, with what the party answered when it was asked."""

    @property
    def way(self) -> str:
        """Return what the party answered."""
        return str(self._kept.get("way", ""))

    def answer(self, way: str, case: Case) -> None:
        """Keep the answer, and what follows from it for every certificate."""
        keys = [one.key for one in catalogue.item_of(case.edition).pledgeable]
        self._keep(way=way)
        if way in {"pledge", "cannot"}:
            self.choose(dict.fromkeys(keys, "pledge"))
        elif way == "none":
            self.choose(dict.fromkeys(keys, "submit"))

    def keep_hand(self, **said: Any) -> None:
        """Keep what the clerk vouched for."""
        self._keep(hand=said)

    def keep_printed(self) -> None:
        """Keep what stands on the paper that is printed filled in: the facts of each certificate to be pledged."""
        self._keep(printed={key: self.facts.get(key, {}) for key in self.pledged})

    @property
    def printed(self) -> dict[str, dict[str, str]]:
        """Return what stands on the paper that was printed filled in; nothing where none was."""
        return dict(self._kept.get("printed", {}))

    def departs(self, facts: Mapping[str, Mapping[str, str]]) -> bool:
        """Say whether the facts are others than those that the printed paper says."""
        return bool(self.printed) and self.printed != {key: dict(facts.get(key, {})) for key in self.pledged}

    def new_notice(self) -> None:
        """Take back what was said about the older notice, and forget the paper that was printed of it."""
        super().new_notice()
        self._keep(printed={})

    def keep_helpers(self, said: dict[str, str]) -> None:
        """Keep who wrote and who watched."""
        self._keep(helpers=said)

    @property
    def helpers(self) -> dict[str, str]:
        """Return who wrote and who watched."""
        return dict(self._kept.get("helpers", {}))

    @property
    def hand(self) -> dict[str, Any]:
        """Return what the clerk vouched for."""
        return dict(self._kept.get("hand", {}))
