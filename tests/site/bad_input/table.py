"""What a row of the table is: a page, what is typed there, the sentence that answers it, and what must still stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A page with a form, who fills it in, and one right way to do so."""

    url: str
    who: str
    right: Typed
    #: Where the form is sent, if not to the page itself.
    to: str = ""
    #: What is never shown again: passwords, and codes that open something.
    secret: frozenset[str] = frozenset()
    #: How a right form is answered: led on, or asked once more to be sure.
    well: int = 303
    #: What is done on the ground before this page is opened; undone with the row.
    before: Callable[[], None] | None = None


@dataclass(frozen=True)
class Row:
    """One wrong input: what is wrong, where, what is typed instead of what is right, and what is said of it.

    *at* is the field beside which the sentence stands: the first one typed, unless told otherwise; where it is
    "-" the sentence is about the whole form. *drop* names what is left out; *stands* says what must stand in a
    field that is not shown as it was typed.
    """

    what: str
    place: str
    typed: Typed
    says: str | Sequence[str]
    at: str = ""
    code: int = 422
    drop: Sequence[str] = ()
    stands: Typed = field(default_factory=dict)

    @property
    def sentences(self) -> list[str]:
        """Return what the summary says, in its order."""
        return [self.says] if isinstance(self.says, str) else list(self.says)

    @property
    def field(self) -> str:
        """Return the field beside which the (first) sentence stands; nothing for the whole form."""
        if self.at == "-":
            return ""
        if self.at:
            return self.at
        first = next(iter([*self.typed, *self.drop]))
        return first.removesuffix("_year").removesuffix("_month").removesuffix("_day")


@dataclass(frozen=True)
class Taken:
    """One right input of an unusual shape: a form that refuses everything is found out by these.

    *kept* says what must be kept, by where to look: see `TAKEN_AS` of the test.
    """

    what: str
    place: str
    typed: Typed
    kept: str = ""
