"""Numbers people carry and papers bear: parse, check, mask and write them, one subject per number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn import ric, uscc

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_OLDEST_BIRTH_YEAR = 1850
_EIGHTEEN = 18
_OLD_LENGTH = 15
_CODE_LENGTH = 12
_CODE_BITS = 60

_PERSON_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_ORGANISATION_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_DIGITS_AND_X = re.compile(r"[0-9X]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HYPHENS = frozenset("-‐‑‒–—―−_")
# What keyboards in China offer where the card shows the letter X: Roman ten, times sign, Cyrillic Ha.
_CROSSES = str.maketrans(dict.fromkeys("Ⅹⅹ×✕Хх", "X"))
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_NAME_DOTS = frozenset("·•・‧．.･∙⋅")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERIAL = re.compile(r"(?:[〔\[【(]?(20[0-9]{2})(?:[〕\]】)年]|[-‐‑‒–—―−_]))?第?0*([1-9][0-9]{0,8})号?")


class PartyKind(StrEnum):
    """Whose number it is: a natural person's (公民身份号码) or an organisation's (统一社会信用代码)."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class PartyNumber:
    """The one normal form of a party's number: 18 characters, checked."""

    kind: PartyKind
    value: str


class BadNumber(ValueError):
    """A number that cannot be used, with a stable *code* and a Chinese sentence that says what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def parse_party_number(text: str, *, today: date, kind: PartyKind | None = None) -> PartyNumber:
    """Read what a person typed as the number of one party, whatever the spelling.

    A form that knows whether a person or an organisation is asking passes *kind*: then every single wrong
    digit and every swap of neighbours is refused. Without it, a number in figures only counts as an
    organisation's when no person's number is one keystroke away: a mistyped identity number must never be
    shown unmasked as a company.

    Raises:
        BadNumber: The number is empty, misshapen, fails its check digit, or has an impossible birth date.

    """
    compact = _compact(text)
    if not compact:
        raise BadNumber("blank", "请填写身份证号或统一社会信用代码")
    if kind is PartyKind.PERSON:
        return _person(compact, today)
    if kind is PartyKind.ORGANISATION:
        return _organisation(compact)
    if not _DIGITS_AND_X.fullmatch(compact):
        return _organisation(compact)
    if _passes_as_person(compact, today) or not _passes_as_organisation(compact):
        return _person(compact, today)
    if any(_passes_as_person(neighbour, today) for neighbour in _one_keystroke_away(compact)):
        raise BadNumber("kind", "请先选择是个人还是单位，再填写号码")
    return PartyNumber(PartyKind.ORGANISATION, compact)


def born_on(value: str) -> date:
    """Return the birthday that the checked identity number of a person says."""
    return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))


def mask_number(value: str, kind: PartyKind = PartyKind.PERSON) -> str:
    """Hide a person's number but for two leading and three closing characters; organisations stay whole."""
    if kind is PartyKind.ORGANISATION:
        return value
    compact = _compact(value)
    if len(compact) < _OLD_LENGTH:
        return "*" * len(compact)
    return compact[:2] + "*" * (len(compact) - 5) + compact[-3:]


def mask_name(name: str, kind: PartyKind = PartyKind.PERSON) -> str:
    """Hide a person's name but for its first and last character (张*华, 张*); organisations stay whole.

    Dots inside a minority name are kept as “·”; a character with its variation selector counts as one.
    """
    if kind is PartyKind.ORGANISATION:
        return name
    characters = list(_characters(name.strip()))
    letters = [place for place, character in enumerate(characters) if not _is_separator(character)]
    shown = set(letters[:1]) if len(letters) > 1 else set()
    if len(letters) > 2:
        shown.add(letters[-1])
    return "".join(_masked(character, shown=place in shown) for place, character in enumerate(characters))


def mask_phone(number: str) -> str:
    """Hide the middle of a mobile number (138****1234) and nearly all of any other."""
    digits = "".join(character for character in number.translate(_FULL_WIDTH) if character in "0123456789")
    mobile = digits.removeprefix("86") if len(digits) > 11 else digits
    if _MOBILE.fullmatch(mobile):
        return f"{mobile[:3]}****{mobile[-4:]}"
    if len(digits) <= 4:
        return "*" * len(digits)
    return "*" * (len(digits) - 2) + digits[-2:]


def file_number(mark: str, year: int, serial: int) -> str:
    """Write an official file number (文号), such as 白区诺〔2026〕00001号.

    Raises:
        ValueError: The mark is empty, the year has not four digits, or the serial is below one.

    """
    if not mark.strip() or not 1000 <= year <= 9999 or serial < 1:
        raise ValueError(f"no file number from {mark!r}, {year}, {serial}")
    return f"{mark.strip()}〔{year}〕{serial:05d}号"


def reference_of(year: int, serial: int) -> str:
    """Write the reference (编号) that goes with a file number, such as 2026-00001."""
    return f"{year}-{serial:05d}"


def read_file_number(text: str, mark: str) -> tuple[int | None, int] | None:
    """Read a file number as people copy it: year and serial, no year where only the serial was written.

    Whole (白区诺〔2026〕00001号) or in part (〔2026〕1号, 2026-00001, 00001), in any brackets and in full width.
    Nothing where it is no such number.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    found = _SERIAL.fullmatch(compact.removeprefix(unicodedata.normalize("NFKC", mark)))
    if found is None:
        return None
    return (int(found[1]) if found[1] else None), int(found[2])


def check_code(token: bytes) -> str:
    """Write the first 60 bits of a token as a check code (核验码) that can be spoken: 7K3M-92QX-0104.

    Raises:
        ValueError: The token is shorter than eight bytes.

    """
    if len(token) < 8:
        raise ValueError("a check code needs a token of at least eight bytes")
    number = int.from_bytes(token[:8], "big") >> 4
    letters = [CODE_ALPHABET[(number >> shift) & 31] for shift in range(_CODE_BITS - 5, -1, -5)]
    return _grouped("".join(letters))


def read_check_code(text: str) -> str:
    """Read a check code as people copy it: any case, spaces, hyphens, full width, I or L for 1, O for 0.

    Raises:
        BadNumber: It has not twelve characters, or one that no check code contains.

    """
    compact = _compact(text, crosses=False).translate(_LOOKALIKES)
    if len(compact) != _CODE_LENGTH:
        raise BadNumber("code.len", f"核验码应为12位，您填了{len(compact)}位，请照着文书再填一遍")
    if any(letter not in CODE_ALPHABET for letter in compact):
        raise BadNumber("code.char", "核验码只有数字和大写字母（没有I、L、O、U），请照着文书再填一遍")
    return _grouped(compact)


def _compact(text: str, *, crosses: bool = True) -> str:
    """Drop spaces, hyphens and invisible characters; fold width, case and the crosses people type for X."""
    folded = text.translate(_FULL_WIDTH)
    if crosses:
        folded = folded.translate(_CROSSES)
    return "".join(letter for letter in folded if not _is_filler(letter)).upper()


def _is_filler(letter: str) -> bool:
    """Say whether a character carries nothing in a number: space, hyphen, control or format mark."""
    return letter in _HYPHENS or letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}


def _person(compact: str, today: date) -> PartyNumber:
    """Check a person's number by GB 11643; the region part is never a ground for refusal."""
    value = _from_old(compact) if len(compact) == _OLD_LENGTH else compact
    if len(value) != _EIGHTEEN:
        raise BadNumber("id.len", f"身份证号应为18位，您填了{len(compact)}位")
    if not _PERSON_SHAPE.fullmatch(value):
        raise BadNumber("id.char", "身份证号只有数字，最后一位可以是X，请照着证件再核对一遍")
    if not _is_birth_date(value[6:14], today):
        raise BadNumber("id.birth", "身份证号第7到14位不是正确的出生日期，请核对")
    if ric.calc_check_digit(value) != value[-1]:
        raise BadNumber("id.sum", "身份证号最后一位对不上，请照着证件再核对一遍")
    return PartyNumber(PartyKind.PERSON, value)


def _from_old(compact: str) -> str:
    """Turn a 15-digit number of before 1999 into the 18-character number of the same person.

    Raises:
        BadNumber: It is not made of digits.

    """
    if not compact.isdecimal() or not compact.isascii():
        raise BadNumber("id.char", "15位的身份证号只有数字，请照着证件再核对一遍")
    body = f"{compact[:6]}19{compact[6:]}"
    return body + ric.calc_check_digit(body + "0")


def _is_birth_date(digits: str, today: date) -> bool:
    """Say whether eight digits are a day on which a living person can have been born."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= _OLDEST_BIRTH_YEAR and born <= today


def _organisation(compact: str) -> PartyNumber:
    """Check an organisation's code by GB 32100."""
    if not _ORGANISATION_SHAPE.fullmatch(compact):
        raise BadNumber("uscc", "统一社会信用代码应为18位数字和大写字母（没有I、O、S、V、Z），请核对")
    if uscc.calc_check_digit(compact[:17]) != compact[-1]:
        raise BadNumber("uscc.sum", "统一社会信用代码最后一位对不上，请照着证照再核对一遍")
    return PartyNumber(PartyKind.ORGANISATION, compact)


def _passes_as_organisation(value: str) -> bool:
    """Say whether a string satisfies GB 32100."""
    return bool(_ORGANISATION_SHAPE.fullmatch(value)) and uscc.calc_check_digit(value[:17]) == value[-1]


def _passes_as_person(value: str, today: date) -> bool:
    """Say whether a string satisfies GB 11643."""
    shaped = bool(_PERSON_SHAPE.fullmatch(value))
    return shaped and ric.calc_check_digit(value) == value[-1] and _is_birth_date(value[6:14], today)


def _one_keystroke_away(value: str) -> Iterator[str]:
    """Yield every string that differs by one wrong character or one swap of neighbours."""
    for place, letter in enumerate(value):
        choices = "0123456789X" if place == len(value) - 1 else "0123456789"
        yield from (value[:place] + other + value[place + 1 :] for other in choices if other != letter)
    for place in range(len(value) - 1):
        yield value[:place] + value[place + 1] + value[place] + value[place + 2 :]


def _characters(name: str) -> Iterator[str]:
    """Yield a name's characters, each with its combining marks and variation selectors, no invisible ones."""
    held = ""
    for letter in name:
        if unicodedata.category(letter) in {"Cc", "Cf"}:
            continue
        if held and unicodedata.category(letter).startswith("M"):
            held += letter
            continue
        if held:
            yield held
        held = letter
    if held:
        yield held


def _is_separator(character: str) -> bool:
    """Say whether a character of a name only separates its parts."""
    return character in _NAME_DOTS or character.isspace()


def _masked(character: str, *, shown: bool) -> str:
    """Return what the public sees of one character of a name."""
    if character in _NAME_DOTS:
        return "·"
    if shown or character.isspace():
        return character
    return "*"


def _grouped(letters: str) -> str:
    """Write twelve letters in three groups of four."""
    return "-".join(letters[start : start + 4] for start in range(0, _CODE_LENGTH, 4))
