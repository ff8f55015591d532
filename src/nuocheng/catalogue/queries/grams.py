"""Text as search sees it: folded characters, their sounds, and the grams under which an edition is found."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pypinyin import lazy_pinyin, load_phrases_dict

from nuocheng.catalogue.rules.content import Certificate, Item

#: Where a name begins and ends. Folded text never holds these signs, so no name can pretend to begin.
BEGIN, END = "〈", "〉"
#: What stands before a gram that is no piece of text: initials, syllables, a code, a state, a kind, a unit.
INITIAL, SYLLABLE, CODE, STATE, KIND, UNIT = "ˇ", "ˉ", "№", "＄", "＃", "＠"
#: Editions are ranked by how often their item is used, then by how much may be pledged: smaller comes first.
_OFTEN = (100_000, 30_000, 10_000, 3_000, 1_000, 300, 100, 30, 10, 1)
_MOST_PLEDGED = 255
#: Sounds that ears and dialects take for one another are one sound: zh z, ch c, sh s, eng en, ing in, l n.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))


def _load_words() -> None:
    """Teach pypinyin the words of our field: its own list of words would take 40 MB in every process."""
    text = files("nuocheng.catalogue").joinpath("data", "pinyin.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)["readings"]
    load_phrases_dict({word: [[one] for one in reading.split()] for word, reading in words.items()})


_load_words()


def fold(text: str) -> str:
    """Return the letters, characters and digits of a text: half width, lower case, no punctuation.

    Each character is folded on its own, so what lies within a text lies within it after folding as well.
    """
    return "".join(_folded(one) for one in text)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(one for one in plain if one.isalnum())


def folded_places(text: str) -> list[int]:
    """Return for each character of the folded text where it stood in the original."""
    return [place for place, one in enumerate(text) for _ in _folded(one)]


def alike(syllable: str) -> str:
    """Return the syllable that stands for all that sound like it."""
    for one, other in _ALIKE:
        if syllable.startswith(one):
            syllable = other + syllable[len(one) :]
            break
    return syllable[:-1] if syllable.endswith(("eng", "ing")) else syllable.replace("v", "u")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a folded text sounds: one syllable for each of its characters, and the letter each begins with."""

    syllables: tuple[str, ...]
    initials: str


@lru_cache(maxsize=4096)
def readings(folded: str) -> tuple[Reading, ...]:
    """Return how a text is read: first as its words ask for, then character by character if that differs."""
    whole = tuple(lazy_pinyin(folded, errors=_as_it_is))  # type: ignore[arg-type] # lists are welcome
    single = tuple(_sound(one) for one in folded)
    ways = dict.fromkeys(way for way in (whole, single) if len(way) == len(folded))
    return tuple(Reading(tuple(alike(one) for one in way), "".join(one[0] for one in way)) for way in ways)


def _as_it_is(text: str) -> list[str]:
    """Return what has no sound, such as letters and digits, one by one."""
    return list(text)


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    return lazy_pinyin(character, errors=_as_it_is)[0]  # type: ignore[arg-type] # lists are welcome


def width(mark: str) -> int:
    """Return how many neighbours make a gram: letters are few, so it takes three of them to tell names apart."""
    return 3 if mark == INITIAL else 2


def grams(units: Sequence[str], mark: str = "", *, begins: bool = True, ends: bool = True) -> list[str]:
    """Return the grams of a row of units: its runs of neighbours, edges marked where it begins and ends."""
    row = [*([BEGIN] if begins else []), *units, *([END] if ends else [])]
    wide = width(mark)
    return [mark + "".join(row[at : at + wide]) for at in range(max(1, len(row) - wide + 1))]


def written(folded: str) -> list[str]:
    """Return the grams under which a name is found as it is written, and by its initials."""
    found = grams(folded)
    for one in readings(folded):
        found += grams(one.initials, INITIAL)
    return found


def sounded(folded: str) -> list[str]:
    """Return the grams under which a name is found as it sounds."""
    return [gram for one in readings(folded) for gram in grams(one.syllables, SYLLABLE)]


def words_of(item: Item, units: Iterable[str] = ()) -> str:
    """Return under which words the edition of an item is found, as JSON: what the triggers index.

    *units* are the names of the department that answers for it. ``rank`` says how early it comes among equals;
    ``names`` holds the grams of the item's own names, ``words`` those of everything around it, and ``asked`` a
    row for each name of a certificate: key, folded name, name, grams as written, grams as sounded, and
    whether it is another name for the certificate.
    """
    names = [fold(one) for one in (item.name, *item.aliases)]
    own = [gram for one in dict.fromkeys(filter(None, names)) for gram in (*written(one), *sounded(one))]
    around = [gram for one in (*units, item.unit) if fold(one) for gram in grams(fold(one))]
    marks = [UNIT + fold(item.department), KIND + fold(item.kind)]
    said = {
        "rank": rank(item),
        "names": " ".join([*own, CODE + fold(item.code)]),
        "words": " ".join([*around, *marks]),
        "asked": [row for one in item.certificates for row in _asked(one)],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _asked(one: Certificate) -> Iterator[list[str | int]]:
    """Yield a row for each name of a certificate, the one it bears first."""
    seen: set[str] = set()
    for name in (one.name, *one.aliases):
        folded = fold(name)
        if folded in seen or not folded:
            continue
        yield [one.key, folded, name, " ".join(written(folded)), " ".join(sounded(folded)), int(bool(seen))]
        seen.add(folded)


def rank(item: Item) -> int:
    """Return where an item stands among all: what is used most comes first, then what may be pledged most."""
    often = next((place for place, least in enumerate(_OFTEN) if item.yearly >= least), len(_OFTEN))
    return often * (_MOST_PLEDGED + 1) + _MOST_PLEDGED - min(len(item.pledgeable), _MOST_PLEDGED)


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Return every syllable of the common characters (GB 2312, first level), worked out once per process."""
    rows = range(0xB0, 0xD8)
    common = b"".join(bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    sounds = {
        one for sound in lazy_pinyin(list(common.decode("gb2312", "ignore"))) for one in (sound, alike(sound))
    }
    return frozenset(one for one in sounds if one.isascii() and one.isalpha())


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(one[:length] for one in _syllables() for length in range(1, len(one) + 1))


def spelt(letters: str, most: int = 3) -> list[tuple[str, ...]]:
    """Return how letters can be read as syllables, the fewest first; the last one may be unfinished."""
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(letters) + 1)]
    ways[0] = [()]
    for end in range(1, len(letters) + 1):
        known = _beginnings() if end == len(letters) else _syllables()
        for start in range(max(0, end - 6), end):
            if letters[start:end] in known:
                ways[end] += [(*way, letters[start:end]) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:most]
    return [tuple(alike(one) for one in way) for way in ways[-1]]


def likeness(asked: Sequence[str], said: Sequence[str]) -> float:
    """Return how much of *asked* stands somewhere in *said*, between 0 and 1, wrong places forgiven."""
    if not asked:
        return 0.0
    last = [0] * (len(said) + 1)  # what was asked may begin anywhere in what is said
    for place, one in enumerate(asked, start=1):
        row = [place]
        for other, above, beside in zip(said, last[1:], last, strict=False):
            row.append(min(above + 1, row[-1] + 1, beside + (one != other)))
        last = row
    return 1 - min(last) / len(asked)


def shared(asked: Sequence[str], said: Sequence[str]) -> float:
    """Return the Dice coefficient of the pairs of neighbours of two rows of units."""
    one, other = set(grams(asked)), set(grams(said))
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
