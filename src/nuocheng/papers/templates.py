"""An office's own Word template for the notice and pledge: a closed list of placeholders, and nothing is ever run.

A placeholder is its Chinese name in 〔〕, for instance 〔事项名称〕; a year such as 〔2026〕 is text. A table row with
〔证明名称〕 is repeated for each certificate, together with the rows beside it that name its parts. Whatever else stands
in a template, `{{ }}` or `{% %}` too, is text and stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from itertools import accumulate
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from nuocheng.papers.template_guard import (
    DOCUMENT,
    STYLES,
    TEXT_PARTS,
    Unsafe,
    W,
    objections,
    parsed,
    place_of,
    unpack,
)
from nuocheng.papers.template_seen import seen
from nuocheng.papers.template_words import EACH, EMPTY, LABEL, MANDATORY, ONCE, Finding

NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLACE = re.compile(r"〔([^〔〕]*)〕")
_YEAR = re.compile(r"\d{4}")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class TemplateRefused(ValueError):
    """A template cannot be used; *findings* say where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("；".join(map(str, findings)))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Spot:
    """A placeholder: its name, the text elements it runs over, where it begins in the first and ends in the last."""

    name: str
    texts: tuple[Any, ...]
    begin: int
    end: int


def check_template(raw: bytes) -> tuple[Finding, ...]:
    """Return everything that stands against using a template; nothing means that it can be used."""
    try:
        members = unpack(raw)
    except Unsafe as unsafe:
        return (unsafe.finding,)
    found = tuple(objections(members))
    return found or tuple(_grammar(members))


def fill(raw: bytes, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the template with every placeholder replaced by its text, a row for each certificate.

    An empty text becomes a line to write on. The same template and texts give the same bytes.

    Raises:
        TemplateRefused: the template may not be used.
        ValueError: there is no certificate, or a placeholder of the template has no text.

    """
    if not rows:
        raise ValueError("没有可以用承诺代替的证明，不用填这份文书")
    findings = check_template(raw)
    if findings:
        raise TemplateRefused(findings)
    members = unpack(raw)
    filled = {
        name: _filled(name, body, values, rows) if TEXT_PARTS.fullmatch(name) else body
        for name, body in members.items()
    }
    return _packed(filled)


def _grammar(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is wrong with the placeholders: unknown, unfinished, out of place, or missing."""
    named: set[str] = set()
    for name, body in members.items():
        if not TEXT_PARTS.fullmatch(name):
            continue
        tree = parsed(name, body)
        for paragraph in tree.iter(f"{W}p"):
            yield from _in_paragraph(name, paragraph)
        if name == DOCUMENT:
            shown = [spot for spot in _spots(tree) if not _is_stand_in(spot.texts[0])]
            named = {spot.name for spot in shown}
            yield from _labels(name, tree)
            yield from _faint(name, shown, members)
    for missing in (one for one in MANDATORY if one not in named):
        meaning = ONCE.get(missing) or EACH[missing]
        yield Finding("正文", f"少了〔{missing}〕，没有它这份文书不能用；它是“{meaning}”")


def _faint(name: str, spots: Sequence[Spot], members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Object to a mandatory placeholder whose text nobody could read on paper."""
    styles = parsed(STYLES, members[STYLES]) if STYLES in members else None
    for spot in (one for one in spots if one.name in MANDATORY):
        why = next(filter(None, (seen(text, styles) for text in spot.texts)), "")
        if why:
            yield Finding(place_of(name, spot.texts[0]), f"〔{spot.name}〕{why}")


def _is_stand_in(element: Any) -> bool:
    """Tell whether an element is shown only by programs that do not know the better one beside it."""
    return any(etree.QName(one).localname == "Fallback" for one in element.iterancestors())


def _unknown(word: str) -> str:
    near = get_close_matches(word, [*ONCE, *EACH], 1, 0.5)
    guess = f"是不是〔{near[0]}〕？" if near else ""
    return f"不认识〔{word[:20]}〕，{guess}请用公布的占位符，或者删去"


def _in_paragraph(name: str, paragraph: Any) -> Iterator[Finding]:
    text = _text(paragraph)
    where = place_of(name, paragraph)
    if "〔" in _PLACE.sub("", text) or "〕" in _PLACE.sub("", text):
        yield Finding(where, "〔和〕没有成对，占位符要写在同一段里")
    for word in (found[1].strip() for found in _PLACE.finditer(text)):
        if _YEAR.fullmatch(word):
            continue
        if word not in ONCE and word not in EACH:
            yield Finding(where, _unknown(word))
        elif word in EACH and _line(paragraph) is None:
            yield Finding(where, f"〔{word}〕要写在表格里，一份证明一行")


def _labels(name: str, tree: Any) -> Iterator[Finding]:
    """Object to a certificate that does not stand out: its rows must bear the label in shown words."""
    for group in _groups(tree):
        names = {spot.name for line in group for spot in _spots(line)}
        words = "".join(_text(one) for line in group for one in line.iter(f"{W}p"))
        if "证明名称" in names and LABEL not in words:
            place = place_of(name, next(group[0].iter(f"{W}p")))
            yield Finding(place, f"〔证明名称〕所在的行要写上“{LABEL}”，让人一眼看见")


# ---- where placeholders stand


def _texts(paragraph: Any) -> list[Any]:
    """Return the text elements of a paragraph, without those of paragraphs within it (text boxes)."""
    return [one for one in paragraph.iter(f"{W}t") if next(one.iterancestors(f"{W}p")) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in _texts(paragraph))


def _spots(tree: Any) -> list[Spot]:
    """Return every placeholder in its order; one may run over several runs of text."""
    return [spot for paragraph in tree.iter(f"{W}p") for spot in _spots_in(paragraph)]


def _spots_in(paragraph: Any) -> Iterator[Spot]:
    texts = _texts(paragraph)
    ends = list(accumulate(len(one.text or "") for one in texts))
    for found in _PLACE.finditer(_text(paragraph)):
        word = found[1].strip()
        if _YEAR.fullmatch(word):
            continue
        first, last = bisect_right(ends, found.start()), bisect_right(ends, found.end() - 1)
        begin = found.start() - (ends[first - 1] if first else 0)
        end = found.end() - (ends[last - 1] if last else 0)
        yield Spot(word, tuple(texts[first : last + 1]), begin, end)


def _line(element: Any) -> Any:
    """Return the table row in which an element stands, or None."""
    return next(element.iterancestors(f"{W}tr"), None)


def _groups(tree: Any) -> list[list[Any]]:
    """Return the rows that are repeated, those that follow each other directly as one group."""
    lines: list[Any] = []
    for spot in _spots(tree):
        line = _line(spot.texts[0])
        if spot.name in EACH and line is not None and line not in lines:
            lines.append(line)
    groups: list[list[Any]] = []
    for line in lines:
        before = line.getprevious()
        if groups and before is groups[-1][-1]:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


# ---- filling in


def _filled(name: str, body: bytes, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bytes:
    tree = parsed(name, body)
    for group in _groups(tree):
        _repeat(group, values, rows)
    _put(_spots(tree), values)
    filled: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return filled


def _repeat(group: list[Any], values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> None:
    """Put a filled copy of a group of rows for each certificate in the place of the group."""
    parent = group[0].getparent()
    at = parent.index(group[0])
    made = [(deepcopy(line), row) for row in rows for line in group]
    for line in group:
        parent.remove(line)
    for place, (line, row) in enumerate(made):
        _put(_spots(line), {**values, **row})
        parent.insert(at + place, line)


def _put(spots: Iterable[Spot], values: Mapping[str, str]) -> None:
    # From the last to the first: what stands before a placeholder keeps its place while that is replaced.
    for spot in reversed(list(spots)):
        if spot.name not in values:
            raise ValueError(f"〔{spot.name}〕没有内容可填")
        _replace(spot, _NO_XML.sub("", values[spot.name]) or EMPTY)


def _replace(spot: Spot, text: str) -> None:
    first, last = spot.texts[0], spot.texts[-1]
    after = (last.text or "")[spot.end :]
    before = (first.text or "")[: spot.begin]
    for between in spot.texts[1:]:
        between.text = ""
    lines = text.split("\n")
    tail = after if first is last else ""
    if first is not last:
        _say(last, after)
    _say(first, before + lines[0] + (tail if len(lines) == 1 else ""))
    element = first
    for place, line in enumerate(lines[1:], start=2):
        element = _after(element, etree.Element(f"{W}br"))
        element = _after(element, etree.Element(f"{W}t"))
        _say(element, line + (tail if place == len(lines) else ""))


def _after(element: Any, following: Any) -> Any:
    element.addnext(following)
    return following


def _say(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _packed(members: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, body in members.items():
            member = ZipInfo(name, NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, body)
    return packed.getvalue()
