"""Comparing two written addresses: one place can be written long or short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nuocheng.verification.rules.values import folded

NOISE = re.compile(r"[,。、;:()\[\]<>\"'“”‘’·#]")
UNITS = "号楼层幢栋座单室组社队弄院"
NUMERAL = re.compile(rf"([一二三四五六七八九十]{{1,3}})(?=[{UNITS}])")
DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
REGIONS = (
    re.compile(r"^(?:中国|中华人民共和国)"),
    re.compile(r"^[^\d省市区县]{2,8}?(?:省|自治区|特别行政区)"),
    re.compile(r"^[^\d省市区县路街]{1,8}?(?:市(?![场巷街路口])|自治州|盟|地区)"),
)
DISTRICT = re.compile(
    r"^([^\d路街巷道]{1,8}?(?:自治县|(?<![小社园校厂景库片])区|[县旗]|市(?![场巷街路口])))(?=.)"
)
#: Zones that lie across districts: 高新区 and 白银区 can be the same place.
ZONE = re.compile(r"(?:新|开发|高新|示范|经济|保税|产业)区$")
TOWN = re.compile(r"^(?:[^\d区县]{1,10}?街道(?:办事处)?(?=\D)|[^\d路街巷道区县]{1,10}?[镇乡](?=.))")
STREET = re.compile(r"^(.*?[^\d](?:大道|路|街|巷|道|胡同|弄|里))(\d+)(?:号(?!楼)|-|$)")
SAME_LETTERS = (("號", "号"), ("樓", "楼"), ("棟", "栋"), ("号楼", "楼"), ("幢", "楼"), ("栋", "楼"))
NUMBERS = re.compile(r"\d+")
LONGEST_KEY, SHORTEST_KEY = 80, 3
#: What ends so names a region, not a place somebody could be found at.
REGION_ENDS = "省市区县镇乡"


@dataclass(frozen=True)
class Address:
    """An address taken apart: district, what follows it, and the street and house number if it has them."""

    district: str
    core: str
    street: str
    house: str
    inside: tuple[str, ...]


def read_address(text: str) -> Address:
    """Take an address apart."""
    rest = _plain(text)
    for region in REGIONS:
        rest = region.sub("", rest, count=1)
    found = DISTRICT.match(rest)
    district = found[1] if found else ""
    core = TOWN.sub("", rest[len(district) :], count=1)
    street = STREET.match(core)
    if street is None:
        return Address(district, core, "", "", ())
    return Address(district, core, street[1], street[2], tuple(NUMBERS.findall(core[street.end() :])))


def same_place(pledged: Address, registered: Address) -> bool | None:
    """Tell whether two addresses mean one place; None when only a person can tell."""
    if _differ(pledged.district, registered.district):
        return False
    if not pledged.core or not registered.core:
        return None
    if _within(pledged.core, registered.core) or _within(registered.core, pledged.core):
        return True
    if not pledged.street or not registered.street:
        return None
    if (pledged.street, pledged.house) != (registered.street, registered.house):
        return False if _comparable(pledged.street, registered.street) else None
    return _same_inside(pledged.inside, registered.inside)


def place_key(text: str) -> str:
    """Return under which word an address is found again however it is written: its street and house, else its core.

    Floors and rooms are left out: a building is visited once. Where there is nothing to go by, it is empty.
    """
    read = read_address(text)
    core = f"{read.street}{read.house}" if read.street else read.core
    return core[:LONGEST_KEY] if len(core) >= SHORTEST_KEY and core[-1] not in REGION_ENDS else ""


def _plain(text: str) -> str:
    letters = NOISE.sub("", folded(text).replace("#", "号"))
    for variant, usual in SAME_LETTERS:
        letters = letters.replace(variant, usual)
    return NUMERAL.sub(lambda found: _arabic(found[1]), letters)


def _arabic(written: str) -> str:
    tens, ten, ones = written.rpartition("十") if "十" in written else ("", "", written)
    if not ten:
        return str(DIGITS[written]) if len(written) == 1 else written
    if len(tens) > 1 or len(ones) > 1:
        return written
    return str((DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0))


def _within(short: str, long: str) -> bool:
    """Find one text in the other, where no number is cut in two: 2号 is not in 12号."""
    at = long.find(short)
    while at >= 0:
        end = at + len(short)
        cut_before = short[0].isdigit() and at > 0 and long[at - 1].isdigit()
        cut_after = short[-1].isdigit() and end < len(long) and long[end].isdigit()
        if len(short) >= 3 and not cut_before and not cut_after:
            return True
        at = long.find(short, at + 1)
    return False


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other and not ZONE.search(one) and not ZONE.search(other)


def _comparable(one: str, other: str) -> bool:
    """Tell whether two street names can be set against each other, or one may only be written longer."""
    return one == other or not (one.endswith(other) or other.endswith(one))


def _same_inside(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    shared = min(len(one), len(other))
    if one[:shared] == other[:shared]:
        return True
    return False if len(one) == len(other) else None
