"""What every method of signing is: given what is to be signed and the proof that came, it says who signed, or refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from nuocheng.cases.rules.ceremony import Evidence
from nuocheng.kernel.errors import Malformed

#: How the words begin over which a certificate signs: a signature made for anything else never fits.
PURPOSE = "诺成承诺书签名"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be signed, by whom, when: everything that a proof must be about.

    *text* is the digest of the pledge as shown; *names* are those that may stand in the proof, *numbers* the numbers
    that go with them; *signed_as* is what was typed.
    """

    case: str
    text: str
    at: datetime
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    signed_as: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A proof that holds: the name it bears, what was read out of it, and the pieces to keep."""

    name: str
    said: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[Evidence, ...] = ()


class SigningMethod(Protocol):
    """One way to sign."""

    @property
    def key(self) -> str:
        """Return the method's code."""

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return what the proof says; it opens no connection and reads no clock.

        Raises:
            Malformed: The proof is missing, unreadable, or about something else.

        """


def words_to_sign(case: str, text: str) -> bytes:
    """Return the bytes over which a certificate signs: three lines, so that a person can read what they sign."""
    return f"{PURPOSE}\n{case}\n{text}\n".encode()


def piece(evidence: Sequence[Evidence], what: str, missing: str) -> Evidence:
    """Return the piece of that kind.

    Raises:
        Malformed: There is none, or it is empty.

    """
    found = next((one for one in evidence if one.what == what), None)
    if found is None or not (found.content or found.holding):
        raise Malformed.at(what, missing)
    return found
