"""Units as tables write them: by code, by name, by short name, with a seal in brackets behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nuocheng.catalogue.channels.tables.cells import half_width

_SPACES = re.compile(r"\s+")
_SEAL = re.compile(r"\((?:盖章|公章|章|签章)\)")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Units:
    """The units that are known: their names by code, and their codes by every way to write them."""

    names: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[tuple[str, ...]]) -> Units:
        """Return units from tuples: the code, the name, and other names."""
        rows = [tuple(one) for one in units]
        codes = {_bare(name): row[0] for row in reversed(rows) for name in row if name}
        return cls({row[0]: row[1] for row in rows}, codes)

    def find(self, text: str) -> str:
        """Return the code of a unit written so, empty if there is none."""
        return self.codes.get(_bare(text), "")

    def guess(self, text: str) -> str:
        """Return the code of the one unit that a text speaks of, empty if there is none or several."""
        found = self.find(text)
        if found:
            return found
        inside = _bare(text)
        if len(inside) < _SHORTEST:
            return ""
        spoken = {
            name: code for name, code in self.codes.items() if len(name) >= _SHORTEST and name in inside
        }
        longest = max((len(name) for name in spoken), default=0)
        codes = {code for name, code in spoken.items() if len(name) == longest}
        return codes.pop() if len(codes) == 1 else ""

    def name(self, code: str) -> str:
        """Return how a unit is called, or its code where it is not known."""
        return self.names.get(code, code)


def _bare(text: str) -> str:
    return _SEAL.sub("", _SPACES.sub("", half_width(text))).rstrip(":")
