"""However a number is spelt, it is one party: no spelling opens a second file or slips past a bar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.acts.files_in_state import bar
from tests.builders import Hours

from nuocheng.cases.acts import PartyGiven
from nuocheng.credit.models import IntegrityFile
from nuocheng.kernel.numbers import PartyKind, parse_party_number

TODAY = date(2026, 11, 2)
WITH_X = "62040219500104413X"
#: The same person's number of before 1999: fifteen digits, no century and no check digit.
OLD, NEW = "620402850312203", "620402198503122031"
COMPANY = "91620402MA7JX90017"
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
ALIASES = [
    (OLD, NEW),
    (OLD.translate(FULL_WIDTH), NEW),
    (NEW.translate(FULL_WIDTH), NEW),
    (f" {NEW[:6]} {NEW[6:14]} {NEW[14:]}\u3000", NEW),
    (f"{NEW[:6]}-{NEW[6:14]}-{NEW[14:]}", NEW),
    (WITH_X.lower(), WITH_X),
    (WITH_X.lower().translate(FULL_WIDTH), WITH_X),
    (WITH_X[:-1] + "×", WITH_X),
    (WITH_X[:-1] + "Ⅹ", WITH_X),
    (WITH_X[:-1] + "Х", WITH_X),
    (COMPANY.lower(), COMPANY),
    (COMPANY.translate(FULL_WIDTH), COMPANY),
    (f"{COMPANY[:8]}\u200b{COMPANY[8:]}", COMPANY),
]


@pytest.mark.req("S2.2")
@pytest.mark.parametrize(("spelt", "normal"), ALIASES)
def test_every_spelling_of_a_number_has_one_normal_form(spelt: str, normal: str) -> None:
    assert parse_party_number(spelt, today=TODAY).value == normal


@given(
    normal=st.sampled_from([NEW, WITH_X, COMPANY]),
    wide=st.lists(st.booleans(), min_size=18, max_size=18),
    lower=st.booleans(),
    filler=st.sampled_from(["", " ", "-", "\u3000", "\u200b"]),
)
def test_mixed_spellings_are_one_number_too(normal: str, wide: list[bool], lower: bool, filler: str) -> None:
    letters = normal.lower() if lower else normal
    spelt = filler.join(
        letter.translate(FULL_WIDTH) if one else letter for letter, one in zip(letters, wide, strict=True)
    )
    kind = PartyKind.ORGANISATION if normal == COMPANY else PartyKind.PERSON
    assert parse_party_number(spelt, today=TODAY, kind=kind).value == normal


def given_as(spelt: str, name: str = "李守信") -> PartyGiven:
    """Return a party as the edge makes it out of what was typed."""
    number = parse_party_number(spelt, today=TODAY)
    return PartyGiven(number.value, str(number.kind), name)


@pytest.mark.django_db
@pytest.mark.req("S10.1")
def test_all_spellings_lead_to_one_integrity_file() -> None:
    hours = Hours()
    for spelt, normal in ALIASES:
        if normal == NEW:
            b.an_open_case(given_as(spelt), hours=hours)
    [file] = IntegrityFile.objects.all()
    assert file.party == NEW


@pytest.mark.django_db
@pytest.mark.req("S2.2", "S10.2")
@pytest.mark.parametrize(("spelt", "normal"), ALIASES)
def test_a_bar_holds_under_every_spelling(spelt: str, normal: str) -> None:
    hours = Hours()
    b.an_open_case(given_as(normal), hours=hours)
    bar(normal, hours)
    assert b.an_eligible_case(given_as(spelt), hours=hours).path == "ordinary"
