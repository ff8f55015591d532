"""From the lines of one item to the item: what they say is said, and what they do not say stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from nuocheng.catalogue.channels.bases import read_bases, write_bases, write_levels
from nuocheng.catalogue.channels.columns import BY_KEY, FORMS, LEVEL_COLUMNS
from nuocheng.catalogue.channels.deciding import decided
from nuocheng.catalogue.channels.groups import Group, Settings, is_number
from nuocheng.catalogue.channels.lines import Line
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.saying import (
    CERTIFICATE_SAYS,
    ITEM_SAYS,
    Said,
    Unreadable,
    read_levels,
    read_ticks,
)
from nuocheng.catalogue.channels.supplement import CertificateDetails
from nuocheng.catalogue.channels.tables.cells import normal
from nuocheng.catalogue.channels.words import level_words
from nuocheng.catalogue.rules.content import Basis, Certificate, Disposition, Item, ItemKind

#: The certificate that stands for the conditions of a permit, where a list of permits names none.
OF_A_PERMIT = "许可条件的证明材料"
_SOURCE = {"source_title": "title", "source_url": "url", "region": "region"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """One item with the place, sheet and row, from which each of its certificates came."""

    item: Item
    rows: Mapping[str, tuple[str, int]]
    first: tuple[str, int]

    @property
    def first_row(self) -> int:
        """Return the row in which the item begins."""
        return self.first[1]

    def place_of(self, key: str) -> tuple[str, int]:
        """Return the sheet and row of a certificate, or where the item begins."""
        return self.rows.get(key, self.first)


def build(group: Group, now: Item | None, settings: Settings) -> Gathered:
    """Build an item from its lines, upon what the catalogue says of it now, if it knows it."""
    extra = settings.supplement.items.get((group.name, group.department))
    bare = Item(group.code, group.name, ItemKind.OTHER, group.department, on_the_spot=False)
    if any(line["reform"] for line in group.lines):
        bare = replace(bare, kind=ItemKind.LICENSE)
    said = {
        **dict(_item_says(group, now)),
        "source": _source(group, now),
        **(extra.details if extra else {}),
    }
    keyed = list(_keyed(group, now))
    asked = {key: _certificate(key, line, now, settings) for key, line in keyed}
    item = replace(now or bare, **said, certificates=tuple(_ordered(asked, group, now)))
    rows = {key: line.place for key, line in keyed}
    return Gathered(item, rows, group.lines[0].place)


def _ordered(asked: Mapping[str, Certificate], group: Group, now: Item | None) -> Iterator[Certificate]:
    """Yield the certificates of an item: all that the table lists, and others where it does not list all."""
    whole = any(line.matching.whole for line in group.lines)
    before = () if now is None or whole else now.certificates
    yield from (asked.get(one.key, one) for one in before)
    kept = {one.key for one in before}
    yield from (one for key, one in asked.items() if key not in kept)


def _says(said: Said, key: str, text: str, now: object | None, *, whole: bool) -> Iterator[tuple[str, Any]]:
    """Yield what a cell says of an attribute, unless it says what is said already, or nothing."""
    if not text and (now is None or not whole):
        return
    if now is not None and text == normal(said.write(getattr(now, said.attribute)), FORMS[key]):
        return
    yield said.attribute, said.read(text)


def _item_says(group: Group, now: Item | None) -> Iterator[tuple[str, Any]]:
    for key, said in ITEM_SAYS.items():
        lines = [line for line in group.lines if key in line.cells]
        if lines:
            text = next((line[key] for line in lines if line[key]), "")
            whole = any(line.matching.whole for line in lines)
            yield from _says(said, key, text, now, whole=whole)


def _source(group: Group, now: Item | None) -> dict[str, str]:
    first, source = group.lines[0], dict(now.source) if now else {}
    if now is None or first.matching.layout is Layout.DATA_SET:
        numbers = [line["id"] for line in group.lines if line["id"]]
        source |= {"name": group.name}
        if now is None or any(is_number(one) for one in numbers):
            source["rows"] = "、".join(numbers)
    for key, name in _SOURCE.items():
        text = first[key]
        before = normal(str(source.get(name, "")), FORMS[key])
        if now is None or (key in first.cells and text != before and (text or first.matching.whole)):
            source[name] = text
    return source


def _keyed(group: Group, now: Item | None) -> Iterator[tuple[str, Line]]:
    """Yield each line with the key of its certificate: the one given, the one it has, or a new one."""
    asks = group.asks
    known = _known_names(now)
    taken = {line["key"] for line in asks if line["key"]} | {known[n] for n in map(_name, asks) if n in known}
    numbers = [line["id"].lower() for line in asks]
    usable = all(is_number(one) for one in numbers) and len(set(numbers)) == len(numbers)
    for place, line in enumerate(asks, start=1):
        key = line["key"] or known.get(_name(line), "")
        if not key:
            key = _free(line["id"].lower() if usable else f"c{place}", taken | _keys(now))
            taken.add(key)
        yield key, line


def _keys(now: Item | None) -> set[str]:
    return {one.key for one in now.certificates} if now else set()


def _known_names(now: Item | None) -> dict[str, str]:
    """Return the keys of certificates by their names and other names."""
    certificates = now.certificates if now else ()
    others = {alias: one.key for one in certificates for alias in one.aliases}
    form = FORMS["certificate_name"]
    return others | {normal(one.name, form): one.key for one in certificates}


def _free(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def _name(line: Line) -> str:
    return line["certificate_name"] or OF_A_PERMIT


def _certificate(key: str, line: Line, item: Item | None, settings: Settings) -> Certificate:
    now = item.certificate(key) if item else None
    if line.settled and now is not None:
        return now
    details = settings.supplement.certificates.get(line["id"], CertificateDetails())
    bare = Certificate(key, _name(line), Disposition.SUBMIT, source_row=line["id"] or str(line.row))
    said = dict(_certificate_says(line, now))
    if is_number(line["id"]):
        said["source_row"] = line["id"]
    bases = _bases(line, now, settings)
    if bases is not None:
        said["bases"] = bases
    given = {name: getattr(details, name) for name in ("purpose", "proves", "issuer", "bases", "tried")}
    said |= {name: value for name, value in given.items() if value}
    return decided(replace(now or bare, **said), line, details, settings, known=now is not None)


def _certificate_says(line: Line, now: Certificate | None) -> Iterator[tuple[str, Any]]:
    whole = line.matching.whole
    for key, said in CERTIFICATE_SAYS.items():
        text = line[key]
        if key == "purpose" and not text and line.matching.layout is not Layout.TEMPLATE:
            text = f"办理“{line['item_name']}”时提交" if now is None or (whole and key in line.cells) else ""
        elif key not in line.cells or (key == "certificate_name" and not text):
            continue
        yield from _says(said, key, text, now, whole=whole and key in line.cells)
    yield from _of_levels(line, now)
    yield from _of_a_permit(line)


def _of_levels(line: Line, now: Certificate | None) -> Iterator[tuple[str, Any]]:
    if any(key in line.cells for key in LEVEL_COLUMNS):
        ticked = read_ticks(line.cells)
        if ticked or now is None or line.matching.whole:
            yield "levels", ticked


def _of_a_permit(line: Line) -> Iterator[tuple[str, Any]]:
    """Yield what the columns of a list of permits say of the certificate that stands for their conditions."""
    if line["approver"]:
        yield "demander", line["approver"]
        with suppress(Unreadable):
            yield "levels", read_levels(line["approver"])
    said = [f"{BY_KEY[key].title}：{line[key]}" for key in ("reform", "measures", "supervision") if line[key]]
    if line["reform"]:
        yield "remark", "\n".join(said)


def _bases(line: Line, now: Certificate | None, settings: Settings) -> tuple[Basis, ...] | None:
    """Return the legal bases that a line gives, or nothing if it gives none other than there are."""
    text, levels = line["legal_basis"], line["basis_level"]
    if "legal_basis" not in line.cells or (not text and now is not None and not line.matching.whole):
        return None
    titles = settings.standards.levels
    read = read_bases(text, levels, {**level_words(), **{title: code for code, title in titles.items()}})
    if now is None:
        return read
    form = FORMS["legal_basis"]
    written = normal(write_bases(now.bases), form), normal(write_levels(now.bases, titles), form)
    without_levels = "basis_level" not in line.cells
    if text == written[0] and (without_levels or levels == written[1]):
        return None
    return _with_what_was_known(read, now.bases, without_levels=without_levels)


def _with_what_was_known(
    read: tuple[Basis, ...], now: tuple[Basis, ...], *, without_levels: bool
) -> tuple[Basis, ...]:
    """Return bases with number, text and level of those that were there, where the cell does not say them."""
    known = {(one.title, one.article): one for one in now}
    found = []
    for one in read:
        before = known.get((one.title, one.article))
        if before is not None and not one.number and not one.text:
            one = replace(one, number=before.number, text=before.text)  # noqa: PLW2901 - the same basis, told whole
        if before is not None and without_levels:
            one = replace(one, level=before.level)  # noqa: PLW2901 - the same basis, told whole
        found.append(one)
    return tuple(found)
