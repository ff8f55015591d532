"""What cells say of items and certificates: for each column how it is read, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.catalogue.channels.columns import LEVEL_COLUMNS
from nuocheng.catalogue.rules.anchors import CODES
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    Disposition,
    ItemKind,
    Tried,
)

#: Words by which tables name a disposition.
DISPOSITIONS: Mapping[str, Disposition] = {
    **{title: one for one, title in DISPOSITION_TITLES.items()},
    "取消": Disposition.CANCEL,
    "直接取消": Disposition.CANCEL,
    "共享": Disposition.SHARE,
    "数据共享": Disposition.SHARE,
    "核查": Disposition.CHECK,
    "部门核查": Disposition.CHECK,
    "部门核验": Disposition.CHECK,
    "内部核查": Disposition.CHECK,
    "承诺": Disposition.PLEDGE,
    "告知承诺": Disposition.PLEDGE,
    "实行告知承诺": Disposition.PLEDGE,
    "提交": Disposition.SUBMIT,
    "保留": Disposition.SUBMIT,
    "要交": Disposition.SUBMIT,
}
#: The short words, for the sentence that lists what may be chosen, and for what was tried.
DISPOSITION_WORDS: Mapping[Disposition, str] = {
    Disposition.CANCEL: "取消",
    Disposition.SHARE: "数据共享",
    Disposition.CHECK: "部门核查",
    Disposition.PLEDGE: "告知承诺",
    Disposition.SUBMIT: "提交",
}
KINDS: Mapping[str, ItemKind] = {
    **{title: kind for kind, title in KIND_TITLES.items()},
    "备案": ItemKind.OTHER,
}
#: The levels of government that exercise an item (行使层级), as certificates name them.
LEVELS = ("省部级", "市级", "县级", "乡级及其他")
_LEVEL_SIGNS = {
    "省部级": "省|部级|部委|国务院|国家|自治区",
    "市级": "市级|设区的市|地级|^市|州级",
    "县级": "县|区级|市辖区|^区|旗",
    "乡级及其他": "乡|镇|街道|村|社区|其他",
}
WHOM_TITLES: Mapping[str, str] = {"person": "个人", "organisation": "企业和其他组织"}
_WHOM_SIGNS = {"person": "个人|自然人|公民", "organisation": "企业|组织|法人|单位"}
_SIGNER_SIGNS = {"guardian": "监护人|法定代理人", "handler": "经办人|受托人|受委托|委托书"}
_METHOD_SIGNS = {
    "typed_name": "输入姓名|打字",
    "handwriting": "手写",
    "paper": "纸面|纸质|窗口",
    "certificate": "数字证书",
    "eid": "统一身份|电子身份",
}
_NOBODY = frozenset({"不能代签", "不可以", "不能", "没有", "本人", "只能本人签"})
_YES = frozenset({"是", "√", "✓", "✔", "☑", "v", "y", "yes", "1", "有", "●", "○", "对"})
_NO = frozenset({"否", "×", "✗", "✘", "☐", "□", "n", "no", "0", "无", "不"})
_NUMBER = re.compile(r"\D*(\d{1,9})\D*")
_LIST = re.compile(r"[、;；,，\n]")


class Unreadable(ValueError):
    """A cell that says nothing we understand: what is wrong with it, and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


@dataclass(frozen=True, slots=True)
class Said:
    """How one attribute is read from a cell, and written into one."""

    attribute: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


def read_list(text: str) -> tuple[str, ...]:
    """Read names parted by commas or on lines of their own."""
    return tuple(part.strip() for part in _LIST.split(text) if part.strip())


def write_list(names: tuple[str, ...]) -> str:
    """Write names into one cell."""
    return "、".join(names)


def read_number(text: str) -> int:
    """Read a whole number, perhaps with its unit: 20个工作日.

    Raises:
        Unreadable: There is no number, or more than one.

    """
    if not text or text in {"当场", "当场办结", "即办", "即时办结"}:
        return 0
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Unreadable(f"“{text[:20]}”不是一个数", "请填一个整数")
    return int(match[1])


def write_number(number: int) -> str:
    """Write a number; 0 says nothing."""
    return str(number) if number else ""


def read_yes(text: str) -> bool:
    """Read a tick or a word for yes or no; an empty cell is no.

    Raises:
        Unreadable: It is neither.

    """
    said = text.strip().lower()
    if said in _YES:
        return True
    if not said or said in _NO:
        return False
    raise Unreadable(f"“{text[:20]}”看不出是还是否", "请填“是”或“否”")


def write_yes(yes: bool) -> str:  # noqa: FBT001 - what it writes
    """Write yes or no."""
    return "是" if yes else "否"


def read_whom(text: str) -> tuple[str, ...]:
    """Read for whom an item is.

    Raises:
        Unreadable: It names nobody we know.

    """
    found = tuple(code for code, signs in _WHOM_SIGNS.items() if re.search(signs, text))
    if text and not found:
        raise Unreadable(f"“{text[:20]}”看不出谁可以办", f"请从这些里选：{'、'.join(WHOM_TITLES.values())}")
    return found or tuple(WHOM_TITLES)


def write_whom(codes: tuple[str, ...]) -> str:
    """Write for whom an item is."""
    return "、".join(WHOM_TITLES.get(code, code) for code in codes)


def read_signers(text: str) -> tuple[str, ...]:
    """Read who may sign the pledge for the party; an empty cell, or a word that says so, is nobody.

    Raises:
        Unreadable: It names somebody who never may.

    """
    said = () if text.strip() in _NOBODY | _NO else read_list(text)
    return _codes(said, _SIGNER_SIGNS, "signers", "看不出谁可以代签承诺书")


def read_methods(text: str) -> tuple[str, ...]:
    """Read in which ways the pledge may be signed; an empty cell leaves it at the usual ones.

    Raises:
        Unreadable: It names a way that there is not.

    """
    return _codes(read_list(text), _METHOD_SIGNS, "signing_methods", "看不出是哪一种签署方式")


def write_signers(codes: tuple[str, ...]) -> str:
    """Write who may sign the pledge for the party."""
    return write_list(tuple(CODES["signers"].get(code, code) for code in codes))


def write_methods(codes: tuple[str, ...]) -> str:
    """Write in which ways the pledge may be signed."""
    return write_list(tuple(CODES["signing_methods"].get(code, code) for code in codes))


def _codes(said: tuple[str, ...], signs: Mapping[str, str], field: str, unclear: str) -> tuple[str, ...]:
    found = set()
    for part in said:
        named = next((code for code, sign in signs.items() if re.search(sign, part)), "")
        if not named:
            known = "、".join(CODES[field].values())
            raise Unreadable(f"“{part[:20]}”{unclear}", f"请从这些里选，几个之间用顿号隔开：{known}")
        found.add(named)
    return tuple(code for code in signs if code in found)


def read_levels(text: str) -> tuple[str, ...]:
    """Read levels of exercise from a text that names them.

    Raises:
        Unreadable: A part of it names none.

    """
    found: set[str] = set()
    for part in read_list(text.replace("/", "、")):
        named = {level for level, signs in _LEVEL_SIGNS.items() if re.search(signs, part)}
        if not named:
            raise Unreadable(f"没有“{part[:20]}”这个行使层级", f"请从这些里选：{'、'.join(LEVELS)}")
        found |= named
    return tuple(level for level in LEVELS if level in found)


def read_ticks(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Read levels of exercise from columns of ticks.

    Raises:
        Unreadable: A cell is neither a tick nor empty.

    """
    return tuple(
        level for key, level in zip(LEVEL_COLUMNS, LEVELS, strict=True) if read_yes(cells.get(key, ""))
    )


def read_kind(text: str) -> ItemKind:
    """Read the kind of an item; of several the first counts.

    Raises:
        Unreadable: There is no such kind.

    """
    kind = re.split(r"[/／、]", text)[0].strip()
    if not kind:
        return ItemKind.OTHER
    if kind not in KINDS:
        raise Unreadable(f"没有“{kind}”这个类型", f"请从这些里选：{'、'.join(KIND_TITLES.values())}")
    return KINDS[kind]


def write_kind(kind: ItemKind) -> str:
    """Write the kind of an item."""
    return KIND_TITLES[kind]


def read_disposition(text: str) -> Disposition:
    """Read what becomes of a certificate.

    Raises:
        Unreadable: There is no such disposition.

    """
    if text not in DISPOSITIONS:
        raise Unreadable(f"没有“{text}”这种处置", f"请从这些里选：{'、'.join(DISPOSITION_WORDS.values())}")
    return DISPOSITIONS[text]


def write_disposition(disposition: Disposition) -> str:
    """Write what becomes of a certificate."""
    return DISPOSITION_TITLES[disposition]


def read_tried(text: str) -> tuple[Tried, ...]:
    """Read the ways that were tried first: each on a new line, its reason behind a colon and perhaps longer.

    Raises:
        Unreadable: It does not begin with a way.

    """
    found: list[Tried] = []
    for line in text.split("\n"):
        way, _, reason = line.strip().partition("：")
        if way in DISPOSITIONS:
            found.append(Tried(DISPOSITIONS[way], reason.strip()))
        elif found:
            found[-1] = Tried(found[-1].way, f"{found[-1].reason}\n{line.strip()}".strip())
        elif way:
            known = "、".join(DISPOSITION_WORDS.values())
            raise Unreadable(
                f"没有“{way[:20]}”这种方式", f"请一行写一种，像“数据共享：还没有接通”；方式有{known}"
            )
    return tuple(found)


def write_tried(tried: tuple[Tried, ...]) -> str:
    """Write the ways that were tried first."""
    return "\n".join(f"{DISPOSITION_WORDS[one.way]}：{one.reason}" for one in tried)


#: Columns about the item, with the attribute of it that each says; the first row that says something counts.
ITEM_SAYS: Mapping[str, Said] = {
    "item_name": Said("name"),
    "item_type": Said("kind", read_kind, write_kind),
    "unit": Said("unit"),
    "item_aliases": Said("aliases", read_list, write_list),
    "conditions": Said("conditions"),
    "for_whom": Said("for_whom", read_whom, write_whom),
    "on_the_spot": Said("on_the_spot", read_yes, write_yes),
    "workdays": Said("workdays", read_number, write_number),
    "legal_workdays": Said("legal_workdays", read_number, write_number),
    "fee": Said("fee"),
    "place": Said("place"),
    "hours": Said("hours"),
    "yearly": Said("yearly", read_number, write_number),
    "gives": Said("gives", read_list, write_list),
    "bars_after_withdrawal": Said("bars_after_withdrawal", read_yes, write_yes),
    "signers": Said("signers", read_signers, write_signers),
    "signing_methods": Said("signing_methods", read_methods, write_methods),
}
#: Columns about the certificate; bases, disposition and ground need the law of the day and are read elsewhere.
CERTIFICATE_SAYS: Mapping[str, Said] = {
    "certificate_name": Said("name"),
    "certificate_aliases": Said("aliases", read_list, write_list),
    "purpose": Said("purpose"),
    "proves": Said("proves"),
    "demanding_body": Said("demander"),
    "issuing_body": Said("issuer"),
    "levels": Said("levels", read_levels, write_list),
    "reason": Said("reason"),
    "tried": Said("tried", read_tried, write_tried),
    "replaced_by": Said("replaced_by"),
    "guide": Said("guide"),
    "remark": Said("remark"),
}
