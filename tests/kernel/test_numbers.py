"""Numbers: one subject per number, no wrong keystroke accepted, nothing shown that must be hidden."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from nuocheng.kernel.numbers import (
    CODE_ALPHABET,
    USCC_ALPHABET,
    BadNumber,
    PartyKind,
    PartyNumber,
    check_code,
    file_number,
    mask_name,
    mask_number,
    mask_phone,
    parse_party_number,
    read_check_code,
    read_file_number,
    reference_of,
)

# A loaded machine is no fault of the code: how long an example takes is not what these tests ask.
UNHURRIED = settings(deadline=None)
TODAY = date(2026, 11, 23)
SAMPLE_PERSON = "11010519491231002X"
SAMPLE_ORGANISATIONS = ("9144030071526726XG", "11371000004359010J")
PERSON_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def person_check(body: str) -> str:
    """Work out the check character by the weights printed in GB 11643, independently of any library."""
    total = sum(int(digit) * weight for digit, weight in zip(body, PERSON_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def organisation_check(body: str) -> str:
    """Work out the check character by GB 32100, independently of any library."""
    total = sum(USCC_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return USCC_ALPHABET[(31 - total % 31) % 31]


@st.composite
def people(draw: st.DrawFn, oldest: date = date(1900, 1, 1), newest: date = TODAY) -> str:
    """Draw a valid identity number of any region, old code or residence permit."""
    region = draw(st.sampled_from(("620402", "330113", "810000", "820000", "830000", "911156", "110105")))
    born = draw(st.dates(oldest, newest))
    body = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + person_check(body)


@st.composite
def organisations(draw: st.DrawFn) -> str:
    """Draw a valid unified social credit code."""
    head = draw(st.sampled_from(("91", "92", "93", "11", "12", "51", "52", "N2", "Y1", "A1")))
    region = draw(st.integers(100000, 659999))
    tail = draw(st.text(alphabet=USCC_ALPHABET, min_size=9, max_size=9))
    body = f"{head}{region}{tail}"
    return body + organisation_check(body)


@st.composite
def spellings(draw: st.DrawFn, number: str) -> str:
    """Draw another way of writing the same number."""
    text = number
    if draw(st.booleans()):
        text = text.lower()
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    filler = draw(st.sampled_from(("", " ", "\u3000", "-", "－", "\u200b", "\u00a0", "\t")))
    every = draw(st.integers(1, 6))
    parts = [text[start : start + every] for start in range(0, len(text), every)]
    return draw(st.sampled_from(("", " ", "\ufeff"))) + filler.join(parts) + draw(st.sampled_from(("", "\n")))


def wrong_keystrokes(number: str, alphabet: str) -> list[str]:
    """List every string one wrong character or one swap of neighbours away."""
    wrong = [
        number[:place] + other + number[place + 1 :]
        for place in range(len(number))
        for other in alphabet
        if other != number[place]
    ]
    swapped = [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
        if number[place] != number[place + 1]
    ]
    return wrong + swapped


def code_of(text: str, kind: PartyKind | None = None) -> str:
    """Return the code with which a number is refused."""
    with pytest.raises(BadNumber) as caught:
        parse_party_number(text, today=TODAY, kind=kind)
    assert caught.value.text
    assert str(caught.value) == caught.value.text
    return caught.value.code


def test_the_samples_printed_in_the_standards_are_read() -> None:
    assert parse_party_number(SAMPLE_PERSON, today=TODAY) == PartyNumber(PartyKind.PERSON, SAMPLE_PERSON)
    for sample in SAMPLE_ORGANISATIONS:
        assert parse_party_number(sample, today=TODAY) == PartyNumber(PartyKind.ORGANISATION, sample)
        assert organisation_check(sample[:17]) == sample[17]


@UNHURRIED
@given(people(newest=date(1999, 12, 31)), st.data())
def test_every_spelling_of_a_person_is_one_subject(number: str, data: st.DataObject) -> None:
    expected = PartyNumber(PartyKind.PERSON, number)
    assert parse_party_number(data.draw(spellings(number)), today=TODAY, kind=PartyKind.PERSON) == expected
    assert parse_party_number(data.draw(spellings(number)), today=TODAY) == expected
    old = number[:6] + number[8:17]
    assert parse_party_number(data.draw(spellings(old)), today=TODAY) == expected


@UNHURRIED
@given(organisations(), st.data())
def test_every_spelling_of_an_organisation_is_one_subject(number: str, data: st.DataObject) -> None:
    spelled = data.draw(spellings(number))
    expected = PartyNumber(PartyKind.ORGANISATION, number)
    assert parse_party_number(spelled, today=TODAY, kind=PartyKind.ORGANISATION) == expected


@pytest.mark.parametrize("cross", ["x", "X", "ｘ", "Ｘ", "×", "Ⅹ", "ⅹ", "Х", "х"])
def test_whatever_cross_is_typed_for_the_last_x_it_is_the_same_person(cross: str) -> None:
    assert parse_party_number(SAMPLE_PERSON[:-1] + cross, today=TODAY).value == SAMPLE_PERSON


@UNHURRIED
@given(people())
def test_no_wrong_keystroke_in_a_persons_number_is_accepted(number: str) -> None:
    for wrong in wrong_keystrokes(number, "0123456789X"):
        with pytest.raises(BadNumber):
            parse_party_number(wrong, today=TODAY, kind=PartyKind.PERSON)


@UNHURRIED
@given(people())
def test_a_mistyped_persons_number_never_becomes_an_organisation(number: str) -> None:
    for wrong in wrong_keystrokes(number, "0123456789X"):
        with pytest.raises(BadNumber):
            parse_party_number(wrong, today=TODAY)


@UNHURRIED
@given(organisations())
def test_no_wrong_keystroke_in_an_organisations_number_is_accepted(number: str) -> None:
    for wrong in wrong_keystrokes(number, USCC_ALPHABET + "IOSVZ"):
        with pytest.raises(BadNumber):
            parse_party_number(wrong, today=TODAY, kind=PartyKind.ORGANISATION)


def test_without_the_guard_some_mistyped_persons_would_pass_as_organisations() -> None:
    """Control: the property above can fail, because the checksum of GB 32100 alone lets some through."""
    body = "911156" + "19880704" + "123"
    passing = [
        wrong for wrong in wrong_keystrokes(body + person_check(body), "0123456789") if uscc.is_valid(wrong)
    ]
    assert passing
    assert {code_of(wrong) for wrong in passing} <= {"kind", "id.birth", "id.sum"}


def test_a_company_whose_code_is_all_figures_is_still_read() -> None:
    body = "91620400" + "71023456" + "7"
    code = next(
        candidate + organisation_check(candidate)
        for candidate in (body[:16] + digit for digit in "0123456789")
        if organisation_check(candidate).isdecimal()
    )
    assert parse_party_number(code, today=TODAY) == PartyNumber(PartyKind.ORGANISATION, code)


@UNHURRIED
@given(people(), people())
def test_two_people_never_become_one_subject(one: str, other: str) -> None:
    assume(one != other)
    assert parse_party_number(one, today=TODAY) != parse_party_number(other, today=TODAY)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "blank", "请填写"),
        ("  　- ", "blank", "请填写"),
        ("1101051949123100X", "id.len", "您填了17位"),
        ("11010519491231002X1", "id.len", "您填了19位"),
        ("110105194912310021", "id.sum", "最后一位对不上"),
        ("110105194913310021", "id.birth", "第7到14位"),
        ("1101X519491231002X", "id.char", "只有数字"),
        ("91440300715267I6XG", "uscc", "没有I、O、S、V、Z"),
        ("9144030071526726XH", "uscc.sum", "最后一位对不上"),
        ("914403", "id.len", "您填了6位"),
        ("ABC", "uscc", "应为18位"),
    ],
)
def test_a_refusal_says_what_to_do(text: str, code: str, words: str) -> None:
    assert code_of(text) == code
    with pytest.raises(BadNumber, match=re.escape(words)):
        parse_party_number(text, today=TODAY)


@pytest.mark.parametrize(
    ("born", "accepted"),
    [
        ("18491231", False),
        ("18500101", True),
        ("20261123", True),
        ("20261124", False),
        ("20000229", True),
        ("20010229", False),
        ("19000000", False),
    ],
)
def test_a_birth_date_lies_between_1850_and_the_given_day(born: str, accepted: bool) -> None:
    body = f"620402{born}001"
    number = body + person_check(body)
    if accepted:
        assert parse_party_number(number, today=TODAY).value == number
        return
    assert code_of(number, PartyKind.PERSON) == "id.birth"


def test_the_day_is_given_and_not_taken_from_a_clock() -> None:
    body = "62040220261123001"
    number = body + person_check(body)
    assert parse_party_number(number, today=TODAY).value == number
    with pytest.raises(BadNumber):
        parse_party_number(number, today=TODAY - timedelta(days=1))


@pytest.mark.parametrize("region", ["330113", "810000", "820000", "830000", "911156", "000000", "999999"])
def test_nobody_is_refused_for_the_region_part(region: str) -> None:
    body = f"{region}19880704123"
    assert parse_party_number(body + person_check(body), today=TODAY).kind is PartyKind.PERSON


@pytest.mark.parametrize("digits", ["٣", "३", "①", "²", "三"])
def test_figures_of_other_scripts_are_not_read_as_figures(digits: str) -> None:
    with pytest.raises(BadNumber):
        parse_party_number("1101051949" + digits + "231002X", today=TODAY)


@UNHURRIED
@given(people())
def test_a_masked_persons_number_shows_five_characters_at_most(number: str) -> None:
    masked = mask_number(number)
    assert len(masked) == len(number)
    assert masked == number[:2] + "*" * 13 + number[-3:]


@UNHURRIED
@given(st.text(max_size=30))
def test_a_mask_never_shows_more_than_five_characters_of_anything(text: str) -> None:
    assert sum(letter != "*" for letter in mask_number(text)) <= 5


def test_a_masked_number_keeps_the_shape_the_county_rule_prints() -> None:
    assert mask_number("350481198001010123") == "35*************123"
    assert mask_number("3504818001010123"[:15]) == "35**********012"
    assert mask_number("12345") == "*****"
    assert mask_number(SAMPLE_ORGANISATIONS[0], PartyKind.ORGANISATION) == SAMPLE_ORGANISATIONS[0]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张建华", "张*华"),
        ("张华", "张*"),
        ("张", "*"),
        ("欧阳修远", "欧**远"),
        ("阿依古丽·麦麦提", "阿***·**提"),
        ("阿依古丽•麦麦提", "阿***·**提"),
        ("艾·买", "艾·*"),
        ("𠮷田花", "𠮷*花"),
        ("张𬎆", "张*"),
        ("葛\U000e0100城", "葛\U000e0100*"),
        ("张\u200b华", "张*"),
        (" 张建华 ", "张*华"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_its_ends_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@UNHURRIED
@given(st.text(min_size=1, max_size=20))
def test_a_masked_name_shows_two_characters_at_most_and_never_a_short_name_whole(name: str) -> None:
    masked = mask_name(name)
    shown = [letter for letter in masked if letter not in "*·" and not letter.isspace()]
    shown = [letter for letter in shown if not is_mark(letter)]
    assert len(shown) <= 2
    if len(name) <= 2:
        assert len(shown) <= 1


def is_mark(letter: str) -> bool:
    """Say whether a character only modifies the one before it."""
    return unicodedata.category(letter).startswith("M")


def test_an_organisations_name_is_shown_whole() -> None:
    name = "白银区某某商贸有限公司"
    assert mask_name(name, PartyKind.ORGANISATION) == name


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("＋86 １３８-1234-1234", "138****1234"),
        ("0943-8225678", "*********78"),
        ("12345", "***45"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_masked_phone_hides_at_least_the_middle(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@UNHURRIED
@given(st.text(alphabet="0123456789-+ ", max_size=25))
def test_a_masked_phone_never_shows_more_than_seven_figures(number: str) -> None:
    assert sum(letter.isdecimal() for letter in mask_phone(number)) <= 7


def test_a_file_number_is_written_as_officials_write_it() -> None:
    assert file_number("白区诺", 2026, 1) == "白区诺〔2026〕00001号"
    assert file_number("白区诺", 2026, 123456) == "白区诺〔2026〕123456号"


@pytest.mark.parametrize(("mark", "year", "serial"), [("", 2026, 1), ("白区诺", 26, 1), ("白区诺", 2026, 0)])
def test_a_file_number_without_its_parts_is_not_written(mark: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="no file number"):
        file_number(mark, year, serial)


def test_a_check_code_is_the_first_sixty_bits_of_its_token() -> None:
    assert check_code(bytes(8)) == "0000-0000-0000"
    assert check_code(b"\xff" * 8) == "ZZZZ-ZZZZ-ZZZZ"
    assert check_code(bytes.fromhex("00443214c74254b0")) == "0123-4567-89AB"
    assert check_code(bytes.fromhex("00443214c74254bf") + b"more") == "0123-4567-89AB"
    with pytest.raises(ValueError, match="eight bytes"):
        check_code(bytes(7))


@UNHURRIED
@given(st.binary(min_size=8, max_size=32), st.data())
def test_a_check_code_is_read_back_however_it_was_copied(token: bytes, data: st.DataObject) -> None:
    code = check_code(token)
    assert set(code) <= set(CODE_ALPHABET) | {"-"}
    copied = code.replace("1", data.draw(st.sampled_from("1IiLl"))).replace(
        "0", data.draw(st.sampled_from("0Oo"))
    )
    assert read_check_code(data.draw(spellings(copied))) == code


@UNHURRIED
@given(st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_two_tokens_share_a_code_only_if_their_first_sixty_bits_agree(one: bytes, other: bytes) -> None:
    agree = int.from_bytes(one, "big") >> 4 == int.from_bytes(other, "big") >> 4
    assert (check_code(one) == check_code(other)) is agree


@pytest.mark.parametrize(("text", "code"), [("7K3M-92QX-010", "code.len"), ("7K3M-92QX-010U", "code.char")])
def test_what_is_no_check_code_is_sent_back_with_advice(text: str, code: str) -> None:
    with pytest.raises(BadNumber) as caught:
        read_check_code(text)
    assert caught.value.code == code
    assert "请照着文书再填一遍" in caught.value.text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("白区诺〔2026〕00012号", (2026, 12)),
        ("白区诺（２０２６）１２号", (2026, 12)),
        ("2026-00012", (2026, 12)),
        ("2026年第12号", (2026, 12)),
        (" 00012 ", (None, 12)),
        ("1234567号", (None, 1234567)),
        ("2026", (None, 2026)),
        ("", None),
        ("0", None),
        ("白区诺", None),
        ("张12", None),
        ("12345678901", None),
        ("别区诺〔2026〕00012号", None),
    ],
)
def test_a_file_number_is_read_however_it_is_copied(text: str, read: tuple[int | None, int] | None) -> None:
    assert read_file_number(text, "白区诺") == read


def test_a_reference_goes_with_its_file_number() -> None:
    assert reference_of(2026, 7) == "2026-00007"
    assert reference_of(2026, 1_234_567) == "2026-1234567"
