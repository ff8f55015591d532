"""What cells say of the ways of a plan that come after the first, of harm, and of what the public may see."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nuocheng.catalogue.channels.saying import Unreadable
from nuocheng.catalogue.rules.content import Answering, Way

#: The ways as tables write them, and by what words they are known; which of them there are is law data.
WAY_WORDS: Mapping[str, str] = {
    "data_exchange": "国家数据共享交换平台",
    "credit_platform": "全国信用信息共享平台",
    "internal_record": "政府部门内部核查",
    "assistance": "部门间行政协助",
    "on_site": "现场检查",
    "written": "书面核查",
    "publicity": "公示核查",
}
_SIGNS = {
    "data_exchange": "数据共享|共享交换|在线核查|^共享$",
    "credit_platform": "信用",
    "internal_record": "内部|台账",
    "assistance": "协助|协查",
    "on_site": "现场|上门|实地",
    "written": "书面",
    "publicity": "公示",
}
HARM_WORDS: Mapping[str, str] = {"low": "轻微", "middle": "一般", "high": "较重"}
PRIVACY_WORDS: Mapping[str, str] = {"open": "可以", "masked": "遮住一部分", "sensitive": "敏感"}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
#: Ways stand apart by an arrow, a new line, or a comma that is not within brackets.
_APART = re.compile(r"→|->|＞|>|\n|[、，,](?![^（(]*[）)])")
_ONE = re.compile(r"([^（(]+?)\s*(?:[（(]([^（()）]*)[）)])?")
_EXAMPLE = "政府部门内部核查（low_income）→部门间行政协助"


def read_ways(text: str) -> tuple[Way, ...]:
    """Read the further ways of a plan in their order, each perhaps with its source and fields in brackets.

    Raises:
        Unreadable: One is no way that we know, or its brackets say nothing we understand.

    """
    return tuple(_way(part.strip()) for part in _APART.split(text) if part.strip())


def write_ways(ways: tuple[Way, ...]) -> str:
    """Write the further ways into one cell, in their order."""
    return "→".join(f"{WAY_WORDS.get(one.channel, one.channel)}{_bracketed(one)}" for one in ways)


def _way(text: str) -> Way:
    matched = _ONE.fullmatch(text)
    if matched is None:
        raise Unreadable(f"“{text[:20]}”的括号写得不对", f"请写成{_EXAMPLE}")
    source, _, rest = (matched[2] or "").replace(";", "；").replace(":", "：").partition("：")
    return Way(_channel(matched[1].strip()), source.strip(), tuple(_answering(one) for one in _parts(rest)))


def _channel(word: str) -> str:
    if _CODE.fullmatch(word):
        return word
    found = next((code for code, sign in _SIGNS.items() if re.search(sign, word)), "")
    if not found:
        known = "、".join(WAY_WORDS.values())
        raise Unreadable(f"没有“{word[:20]}”这种核查方式", f"请从这些里选，用→隔开：{known}")
    return found


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split("；") if one.strip()]


def _answering(text: str) -> Answering:
    fact, _, field = (one.strip() for one in text.replace("＝", "=").partition("="))
    if not fact or not field:
        raise Unreadable(
            f"“{text[:20]}”看不出哪一项事实比哪个数据项",
            "请写成“来源：事实代号=数据项”，几项之间用分号隔开",
        )
    return Answering(fact, field)


def _bracketed(one: Way) -> str:
    fields = "；".join(f"{answering.fact}={answering.field}" for answering in one.fields)
    said = "：".join(part for part in (one.source, fields) if part)
    if fields and not one.source:
        said = f"：{fields}"
    return f"（{said}）" if said else ""


def read_harm(text: str) -> str:
    """Read the class of harm; an empty cell is the usual one.

    Raises:
        Unreadable: There is no such class.

    """
    return _coded(text, HARM_WORDS, "种危害")


def write_harm(code: str) -> str:
    """Write the class of harm."""
    return HARM_WORDS.get(code, code)


def read_privacy(text: str) -> str:
    """Read what of a fact the public may see; an empty cell says that nobody decided.

    Raises:
        Unreadable: There is no such class.

    """
    return _coded(text, PRIVACY_WORDS, "种公示的规定")


def write_privacy(code: str) -> str:
    """Write what of a fact the public may see."""
    return PRIVACY_WORDS.get(code, code)


def _coded(text: str, words: Mapping[str, str], what: str) -> str:
    bare = text.strip()
    if not bare or _CODE.fullmatch(bare):
        return bare
    found = next((code for code, word in words.items() if bare.startswith(word)), "")
    if not found:
        raise Unreadable(f"没有“{bare[:20]}”这{what}", f"请从这些里选：{'、'.join(words.values())}")
    return found
