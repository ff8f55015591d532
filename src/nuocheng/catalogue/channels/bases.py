"""Legal bases as tables write them: several in one cell, with number, article and text; read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nuocheng.catalogue.rules.content import Basis

_NUMERAL = "[0-9０-９〇零一二三四五六七八九十百千]+"
_PART = rf"(?:第?[（(]?{_NUMERAL}[)）]?[款项目])"
_ONE_ARTICLE = rf"第{_NUMERAL}[条章节](?:之[一二三四五六七八九十])?{_PART}*"
_ARTICLES = rf"{_ONE_ARTICLE}(?:[、，,和及至]?(?:{_ONE_ARTICLE}|{_PART}))*"
_COUNTED = r"(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?[、.．]?|[①-⑳])"
#: A new basis begins on a new line, after a semicolon or after an article, perhaps counted, with a title in brackets.
_BEGINS = re.compile(rf"(?:^|[;；\n]|(?<=[条款项])[、，,和及])[ 　]*(?:{_COUNTED}[ 　]*)?(?=《)")
_CITED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》"
    r"[ 　]*(?P<brackets>(?:[（(](?:[^（）()]|[（(][^（）()]*[)）])*[)）][ 　]*)*)"
    rf"(?P<article>{_ARTICLES})?"
    r"[ 　]*[:：,，。、]?\s*(?P<text>.*)",
    re.DOTALL,
)
_BRACKET = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[)）])*)[)）]")
_NUMBER = re.compile(r"号|令|〔|\[")
_BARE = re.compile(r"^(?P<title>.*\S)\s+(?P<article>第\S*[条章]\S*.*)$")
_SEPARATORS = re.compile(r"[、;；,，/／\n]")


def parted(text: str) -> list[str]:
    """Return the parts of a cell that lists several short things."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def read_bases(text: str, levels_text: str, levels: Mapping[str, str]) -> tuple[Basis, ...]:
    """Return the legal bases of a row: each with its own level, or with the last one that is named.

    *levels* are the titles of levels with their codes.
    """
    codes = [levels.get(title, "") for title in parted(levels_text)] or [""]
    cited = _cited(text)
    return tuple(Basis(level=codes[min(place, len(codes) - 1)], **said) for place, said in enumerate(cited))


def _cited(text: str) -> list[dict[str, str]]:
    if "《" not in text or not _BEGINS.match(text):
        lines = text.split("\n")
        sign = r"[;；\n]" if all(_BARE.match(line.strip(" ;；")) for line in lines) else "[;；]"
        return [_plainly(part.strip()) for part in re.split(sign, text) if part.strip()]
    starts = [match.end() for match in _BEGINS.finditer(text)]
    ends = [match.start() for match in _BEGINS.finditer(text)][1:]
    return [
        _formally(text[start:end].strip(" 　\n;；")) for start, end in zip(starts, [*ends, None], strict=True)
    ]


def _plainly(part: str) -> dict[str, str]:
    match = _BARE.match(part)
    return {"title": match["title"], "article": match["article"]} if match else {"title": part}


def _formally(part: str) -> dict[str, str]:
    match = _CITED.fullmatch(part)
    if match is None:
        return {"title": part}
    brackets = _BRACKET.findall(match["brackets"])
    numbers = [one for one in brackets if _NUMBER.search(one)]
    others = "".join(f"（{one}）" for one in brackets if one not in numbers)
    return {
        "title": match["title"] + others,
        "number": "、".join(numbers),
        "article": match["article"] or "",
        "text": match["text"].strip(),
    }


def write_bases(bases: Iterable[Basis]) -> str:
    """Write legal bases into one cell, one on a line."""
    return "\n".join(write_basis(one) for one in bases)


def write_basis(one: Basis) -> str:
    """Write one legal basis as people cite it."""
    number = f"（{one.number}）" if one.number else ""
    said = f"：{one.text}" if one.text else ""
    return f"《{one.title}》{number}{one.article}{said}"


def write_levels(bases: Iterable[Basis], titles: Mapping[str, str]) -> str:
    """Write the levels of legal bases into one cell: one for all where they are the same."""
    named = [titles.get(one.level, one.level) for one in bases]
    return named[0] if len(set(named)) == 1 else "、".join(named)
