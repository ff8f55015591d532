"""What a provider of identities says about somebody, read strictly: a name, a number that can be one, how surely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nuocheng.kernel import names
from nuocheng.kernel.numbers import BadNumber, PartyKind, parse_party_number
from nuocheng.kernel.occasion import Assurance
from nuocheng.people.wording import NotRecognised

LONGEST_NAME = 60
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Under which names a provider says what: each region has its own."""

    name: str = "name"
    number: str = "id_number"
    phone: str = "phone_number"
    level: str = "acr"
    organisation: str = "org_name"
    organisation_number: str = "org_number"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider vouches for; *agent* is the person who signed in for an organisation."""

    name: str
    number: str
    phone: str
    assurance: Assurance
    agent: str = ""
    agent_number: str = ""


def read_claims(
    claims: Mapping[str, object], said: ClaimNames, levels: Mapping[str, Assurance], today: date
) -> Identity:
    """Return whom the claims speak of.

    Raises:
        NotRecognised: The level is too low, or name or number are missing or cannot be true.

    """
    assurance = levels.get(_text(claims, said.level))
    if assurance is None:
        raise NotRecognised("low")
    name, number = _name(claims, said.name), _number(claims, said.number, PartyKind.PERSON, today)
    found = _MOBILE.fullmatch(re.sub(r"[\s-]", "", _text(claims, said.phone)))
    phone = found[1] if found else ""
    if not _text(claims, said.organisation_number):
        return Identity(name, number, phone, assurance)
    code = _number(claims, said.organisation_number, PartyKind.ORGANISATION, today)
    return Identity(_name(claims, said.organisation), code, phone, assurance, name, number)


def _text(claims: Mapping[str, object], claim: str) -> str:
    value = claims.get(claim, "")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _name(claims: Mapping[str, object], claim: str) -> str:
    name = names.tidy(_text(claims, claim))
    if not name or len(name) > LONGEST_NAME:
        raise NotRecognised("no_name")
    return name


def _number(claims: Mapping[str, object], claim: str, kind: PartyKind, today: date) -> str:
    written = _text(claims, claim)
    if not written:
        raise NotRecognised("no_number")
    try:
        return parse_party_number(written, today=today, kind=kind).value
    except BadNumber as wrong:
        raise NotRecognised("bad_number") from wrong
