"""What somebody may have meant who typed what stands nowhere: nearly so written, or sounding the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nuocheng.catalogue.models import CertificateName, Edition, ItemInForce
from nuocheng.catalogue.queries import grams
from nuocheng.catalogue.queries.gram_index import Index
from nuocheng.catalogue.queries.matching import Every, Leaf, Row, Some, asked, rows_of
from nuocheng.catalogue.queries.search import ITEMS, NAMES, asked_today

#: How many names each question brings to be compared, and how many pairs are taken for the slip, or for rare.
MOST_COMPARED: Final = 60
_MOST_SUSPECT: Final = 2
_MOST_RARE: Final = 3
#: Further than this nobody counts: a pair is rare, or it is not.
COUNTED: Final = 40
#: How many of those compared by grams are measured unit by unit.
MOST_MEASURED: Final = 12
#: What is less alike than this is not offered; one wrong character of three is.
ALIKE: Final = 0.6
#: Sounding alike is worth a little less than being written alike.
_ONLY_SOUND: Final = 0.05
#: Longer slips than this are no slips.
_LONGEST: Final = 30
_MARKS: Final = (grams.INITIAL, grams.SYLLABLE)


def similar_items(words: str, most: int = 5) -> list[Edition]:
    """Return items in force whose names are nearly what was typed, the likest first."""
    meant = _meant(words)
    keys = _candidates(ITEMS, meant, in_names=True)
    said = dict(ItemInForce.objects.filter(place__in=keys).values_list("place", "names"))
    chosen = _likest(meant, said, most)
    rows = ItemInForce.objects.filter(place__in=chosen).select_related("edition")
    found = {
        one.place: one.edition for one in rows.defer("names", "words", "edition__content", "edition__words")
    }
    return [found[key] for key in chosen if key in found]


def similar_names(words: str, most: int = 5) -> list[CertificateName]:
    """Return names of certificates asked for today that are nearly what was typed, the likest first."""
    meant = _meant(words)
    keys = _candidates(NAMES, meant, in_names=False)
    rows = CertificateName.objects.filter(pk__in=keys).values_list("pk", "names", "words")
    said = {key: f"{names} {sounds}" for key, names, sounds in rows}
    return asked_today(_likest(meant, said, most * 3))[:most]


def _meant(words: str) -> list[Row]:
    """Return how what was typed can be meant; characters are also meant as they sound."""
    whole = asked(words).whole[:_LONGEST]
    if not whole:
        return []
    found = [one for one in rows_of(whole) if one.mark != grams.CODE]
    if not whole.isascii():
        found += [Row(one.syllables, grams.SYLLABLE) for one in grams.readings(whole)]
    return found


def _candidates(index: Index, meant: Sequence[Row], *, in_names: bool) -> list[int]:
    """Return the keys of names worth comparing: what sounds the same, and all that is right but for one slip.

    Failing both, names that share the rarest grams with what was typed.
    """
    if not meant:
        return []
    sounding = [one.within(in_names=in_names) for one in meant if one.mark == grams.SYLLABLE]
    found = dict.fromkeys(index.roughly(Some(tuple(sounding)), MOST_COMPARED) if sounding else ())
    row = (
        next((one for one in meant if one.mark == grams.SYLLABLE), meant[-1])
        if _is_latin(meant)
        else meant[0]
    )
    pairs = [Row(row.units[at : at + 2], row.mark) for at in range(len(row.units) - 1)]
    leaves = [one.within(in_names=in_names) for one in pairs]
    counts = index.counts(leaves, COUNTED + 1)
    common = {
        gram for leaf, count in zip(leaves, counts, strict=True) if count > COUNTED for gram in leaf.grams
    }
    nearly = [one for one in _with_one_slip(row, counts, in_names=in_names) if _tells(one, common)]
    if nearly:
        found |= dict.fromkeys(index.roughly(Some(tuple(nearly)), MOST_COMPARED))
    rare = sorted((count, at) for at, count in enumerate(counts) if 0 < count <= COUNTED)[:_MOST_RARE]
    if not found and rare:
        questions = Some(tuple(leaves[at] for _, at in rare))
        found |= dict.fromkeys(index.roughly(questions, MOST_COMPARED))
    return list(found)


def _tells(question: Every, common: set[str]) -> bool:
    """Say whether a question tells names apart: two common pairs alone are held by half the catalogue."""
    asked_for = {gram for part in question.parts if isinstance(part, Leaf) for gram in part.grams}
    return len(asked_for) > 2 or not asked_for <= common


def _is_latin(meant: Sequence[Row]) -> bool:
    return "".join(meant[0].units).isascii()


def _with_one_slip(row: Row, counts: Sequence[int], *, in_names: bool) -> Iterator[Every]:
    """Yield the questions for what is left of a row without the unit, or the two, where the slip seems to be.

    A slip makes neighbours that hardly any name has: the rarest pairs show where it is.
    """
    suspect = sorted(range(len(counts)), key=lambda at: counts[at])[:_MOST_SUSPECT]
    cuts = dict.fromkeys(
        (start, length) for at in suspect for start, length in ((at, 1), (at + 1, 1), (at, 2))
    )
    for start, length in cuts:
        pieces = (row.units[:start], row.units[start + length :])
        parts = [Row(one, row.mark).within(in_names=in_names) for one in pieces if len(one) >= 2]
        if parts and sum(len(one.grams) for one in parts) * 2 >= len(row.units) - length:
            yield Every(tuple(parts))


def _likest(meant: Sequence[Row], said: dict[int, str], most: int) -> list[int]:
    """Return the keys of the likest names, those that are alike in the same measure in their order."""
    asked_for = [frozenset(grams.grams(row.units, row.mark)) for row in meant]
    sharing = sorted((-_share(asked_for, frozenset(text.split(" "))), key) for key, text in said.items())
    scored = [(_score(meant, _rows_in(said[key])), key) for _, key in sharing[:MOST_MEASURED]]
    enough = sorted((-score, key) for score, key in scored if score >= ALIKE)
    return [key for _, key in enough[:most]]


def _share(asked_for: Sequence[frozenset[str]], said: frozenset[str]) -> float:
    """Return which share of the grams of one way of asking stands in what is said, at best."""
    return max((len(one & said) / len(one) for one in asked_for), default=0.0)


def _score(meant: Sequence[Row], said: dict[str, list[list[str]]]) -> float:
    """Return how alike two names are at best; of two that hold it equally, the shorter one is liker."""
    best = 0.0
    for row in meant:
        for units in said.get(row.mark, ()):
            like = grams.likeness(row.units, units) - (_ONLY_SOUND if row.mark else 0)
            if like >= ALIKE:
                best = max(best, like + grams.shared(row.units, units) / 10)
    return best


def _rows_in(text: str) -> dict[str, list[list[str]]]:
    """Return the rows of units that the grams of names were made from, by their mark."""
    found: dict[str, list[list[str]]] = {"": [], grams.INITIAL: [], grams.SYLLABLE: []}
    for gram in text.split(" "):
        mark = gram[0] if gram[:1] in _MARKS else ""
        body = gram[len(mark) :]
        if body.startswith(grams.BEGIN):
            found[mark].append(list(body[1:]) if mark == grams.INITIAL else [body[1:]])
        elif mark == grams.INITIAL and found[mark] and not body.endswith(grams.END):
            found[mark][-1].append(body[-1])
        elif found[mark] and not body.endswith(grams.END):
            row = found[mark][-1]
            row.append(body[len(row[-1]) :])
    return found
