"""What the clerk has taken down of one case and not submitted yet: kept in the clerk's session, so that no step loses it."""

from __future__ import annotations

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
