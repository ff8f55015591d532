"""What differs between two contents of an item: part by part, entry by entry, with a sentence that sums it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar

from nuocheng.catalogue.pages.leaves import Leaf, Part, parts
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, Certificate, Item
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.edge.diffs import Piece, compared

T = TypeVar("T")
#: Names that a sentence lists before it only counts.
MOST_NAMED = 5


class Fate(StrEnum):
    """What became of a part between two contents."""

    SAME = "same"
    CHANGED = "changed"
    CAME = "came"
    WENT = "went"


FATES = {Fate.SAME: "没有变化", Fate.CHANGED: "有变化", Fate.CAME: "新增", Fate.WENT: "去掉"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the old and in the new wording."""

    label: str
    old: str
    new: str

    @property
    def changed(self) -> bool:
        """Say whether the wording differs."""
        return self.old != self.new

    @property
    def pair(self) -> tuple[list[Piece], list[Piece]]:
        """Return both wordings as runs, with what went and what came marked."""
        return compared(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Block:
    """One part, the item or a certificate, with its rows in the old and in the new wording."""

    key: str
    title: str
    fate: Fate
    rows: tuple[Row, ...]

    @property
    def word(self) -> str:
        """Return what became of the part in a word."""
        return FATES[self.fate]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two contents side by side."""

    blocks: tuple[Block, ...]
    sentence: str

    @property
    def count(self) -> int:
        """Return how many things differ."""
        return sum(row.changed for block in self.blocks for row in block.rows)

    def only_changes(self) -> list[Block]:
        """Return only what differs: the parts that changed, and in them the rows that did."""
        return [
            Block(one.key, one.title, one.fate, tuple(row for row in one.rows if row.changed))
            for one in self.blocks
            if one.fate is not Fate.SAME
        ]


def between(old: Item, new: Item, standards: Standards) -> Difference:
    """Return two contents of an item side by side; certificates are matched by key, then by name."""
    before = {part.key: part for part in parts(old, standards)}
    after = {part.key: part for part in parts(new, standards)}
    matched = list(_matched(old.certificates, new.certificates))
    own = _block(before["item"], after["item"])
    blocks = [
        _block(before[was.key] if was else None, after[now.key] if now else None) for was, now in matched
    ]
    found = (own, *blocks)
    return Difference(found, _sentence(matched, found, _reordered(matched, old)))


def _matched(
    old: Sequence[Certificate], new: Sequence[Certificate]
) -> Iterator[tuple[Certificate | None, Certificate | None]]:
    """Yield the certificates in pairs, in the new order; those that went come last."""
    by_key = {one.key: one for one in old}
    taken = {one.key for one in new if one.key in by_key}
    by_name = {one.name: one for one in reversed(old) if one.key not in taken}
    left = dict.fromkeys(one.key for one in old)
    for one in new:
        was = by_key.get(one.key) or by_name.pop(one.name, None)
        if was is not None:
            left.pop(was.key, None)
        yield was, one
    for key in left:
        yield by_key[key], None


def _block(old: Part | None, new: Part | None) -> Block:
    part = new or old
    assert part is not None
    rows = tuple(_rows(old.leaves if old else (), new.leaves if new else ()))
    fate = Fate.CHANGED if any(row.changed for row in rows) else Fate.SAME
    if old is None or new is None:
        fate = Fate.WENT if new is None else Fate.CAME
    key = part.key
    return Block(key, part.title, fate, tuple(row for row in rows if row.old or row.new))


def _rows(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Row]:
    before, after = _by_field(old), _by_field(new)
    for field in dict.fromkeys([*after, *before]):
        for was, now in paired(before.get(field, []), after.get(field, []), _same):
            leaf = now or was
            assert leaf is not None
            yield Row(leaf.label, was.text if was else "", now.text if now else "")


def _by_field(leaves: Sequence[Leaf]) -> dict[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        found.setdefault(leaf.field.partition(".")[0], []).append(leaf)
    return found


def _same(leaf: Leaf) -> str:
    return leaf.same_as or leaf.field


def paired(
    old: Sequence[T], new: Sequence[T], same: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield two lists as pairs, in order: what is the same faces itself, what lies between is paired in turn."""
    found = SequenceMatcher(None, [same(one) for one in old], [same(one) for one in new], autojunk=False)
    for _, old_from, old_to, new_from, new_to in found.get_opcodes():
        yield from zip_longest(old[old_from:old_to], new[new_from:new_to])


def _reordered(matched: Sequence[tuple[Certificate | None, Certificate | None]], old: Item) -> bool:
    places = {one.key: place for place, one in enumerate(old.certificates)}
    kept = [places[was.key] for was, now in matched if was and now]
    return kept != sorted(kept)


def _sentence(
    matched: Sequence[tuple[Certificate | None, Certificate | None]],
    blocks: Sequence[Block],
    reordered: bool,  # noqa: FBT001 - private, read beside its only caller
) -> str:
    came = [now.name for was, now in matched if now and not was]
    went = [was.name for was, now in matched if was and not now]
    moved = [
        f"“{now.name}”由“{DISPOSITION_TITLES[was.disposition]}”改为“{DISPOSITION_TITLES[now.disposition]}”"
        for was, now in matched
        if was and now and was.disposition is not now.disposition
    ]
    changed = sum(row.changed for block in blocks if block.fate is Fate.CHANGED for row in block.rows)
    said = (
        f"新增{len(came)}份证明：{_named(came)}" if came else "",
        f"去掉{len(went)}份证明：{_named(went)}" if went else "",
        "，".join(moved[:MOST_NAMED])
        + (f"等{len(moved)}份证明的处置有变" if len(moved) > MOST_NAMED else ""),
        f"内容有{changed}处不同" if changed else "",
        "证明的先后次序有变" if reordered else "",
    )
    return "；".join(piece for piece in said if piece) or "两版内容一样"


def _named(names: Sequence[str]) -> str:
    more = "等" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
