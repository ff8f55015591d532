"""Whether two written names are one: spaces, dots and brackets do not count; what may be a variant is for people to say."""

from __future__ import annotations

import re

from pypinyin import Style, pinyin

from nuocheng.verification.rules.values import folded

_DROPPED = re.compile(r"[·.,，。、'’\"“”()（）\[\]【】\-]")
#: Ways in which the same kind of company is written, longest first.
_FORMS = (
    ("股份有限责任公司", "股份公司"),
    ("股份有限公司", "股份公司"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")


def bare_name(name: str) -> str:
    """Return a name without what writing adds to it."""
    return _DROPPED.sub("", folded(name))


def same_name(one: str, other: str) -> bool | None:
    """Say whether two names are the same; nothing where they may be variants of one another.

    Never false where both sound the same, or where they differ only in the form of a company: a traditional or
    variant character, or a register's short form, is nobody's untruth.
    """
    left, right = bare_name(one), bare_name(other)
    if left == right:
        return True
    if not left or not right:
        return None
    if _short(left) == _short(right):
        return None
    return None if _sound_alike(left, right) else False


def _short(name: str) -> str:
    for long, short in _FORMS:
        if name.endswith(long):
            return name.removesuffix(long) + short
    return name


def _sound_alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    return all(
        left == right or _sounds(left) & _sounds(right) for left, right in zip(one, other, strict=True)
    )


def _sounds(letter: str) -> frozenset[str]:
    """Return every way in which a character is read; nothing for what is none."""
    if not _HAN.fullmatch(letter):
        return frozenset()
    return frozenset(pinyin(letter, style=Style.NORMAL, heteronym=True)[0])
