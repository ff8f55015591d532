"""What a search of 100 000 entries costs, and whether it finds everything: SQLite and PostgreSQL in one run.

``make bench`` sets NUOCHENG_BENCH_POSTGRES; without it only SQLite is measured. Controls that must fail: an index
of three-character grams (SQLite) and one of words (PostgreSQL) miss what this one finds; reading every row costs more.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import catalogue_stock as stock

ENTRIES = int(os.environ.get("ENTRIES", "100000"))
QUERIES = int(os.environ.get("QUERIES", "600"))
TARGET = 20.0
ALPHABET = "阿巴单发哥和己可乐米你平其人是天万西一在"


def main() -> None:
    """Run each engine in a process of its own and print one table."""
    results = {name: stock.measured_apart(__file__, name, url) for name, url in stock.engines().items()}
    print(f"\n{ENTRIES}个事项，{QUERIES}次查询，每次CPU毫秒（应用进程＋数据库后端），前20条\n")
    print(f"{'':34}" + "".join(f"{name + ' p50/p95/p99':>28}" for name in results))
    kinds = next(iter(results.values()))["kinds"]
    for kind in kinds:
        cells = [result["kinds"][kind] for result in results.values()]
        print(
            f"{kind + '（' + str(cells[0]['n']) + '次）':34}"
            + "".join(f"{c['p50']:>14.2f}{c['p95']:>7.2f}{c['p99']:>7.2f}" for c in cells)
        )
    for name, result in results.items():
        p95, recall, control = result["kinds"]["全部"]["p95"], result["recall"], result["control"]
        print(
            f"\n{name}: p95 {p95:.2f} ms（目标≤{TARGET:.0f}）{'达到' if p95 <= TARGET else '未达到'}；"
            f"查全率 {recall:.2%}（和逐行比对相同）；错字找回 {result['forgiven']:.0%}\n"
            f"  对照（应当不如）：{control['named']} 查全率 {control['recall']:.2%}；"
            f"逐行LIKE p95 {result['brute']['p95']:.1f} ms；建库 {result['built']:.0f} s"
        )
        if recall < 1 or control["recall"] >= 1:
            sys.exit(f"{name}: 查全率不对，或者对照没有失败")


def measure() -> None:
    """Fill the database, ask it, compare with reading everything, print JSON."""
    import time

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    stock.units()
    began = time.monotonic()
    put = stock.fill(ENTRIES)
    built = time.monotonic() - began
    asked = list(questions(put))
    truth = Truth(put)
    print(json.dumps({
        "built": built,
        "kinds": costs(asked),
        "recall": recall(asked, truth),
        "forgiven": forgiven(asked),
        "brute": brute(asked),
        "control": control(asked, truth),
    }))  # fmt: skip


def questions(put: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield what people type: the kind of question, the words, and the name that was meant."""
    from nuocheng.catalogue.queries import grams

    chance = random.Random(7)
    for number in range(QUERIES):
        one = chance.choice(put)
        name = one["name"] if chance.random() < 0.6 else chance.choice(one["asked"])
        folded = grams.fold(name)
        share = number % 20
        if share < 6:
            yield "两个字", _piece(chance, folded, 2), name
        elif share < 11:
            yield "三到八个字", _piece(chance, folded, chance.randint(3, 8)), name
        elif share < 12:
            yield "一个字", chance.choice(folded), name
        elif share < 14:
            yield "几个词", f"{_piece(chance, folded, 2)} {_piece(chance, folded, 3)}", name
        elif share < 16:
            yield "拼音首字母", _piece(chance, grams.readings(folded)[0].initials, 4), name
        elif share < 17:
            yield "全拼", "".join(_sounds(_piece(chance, folded, 3))), name
        else:
            yield "错字", _slip(chance, _piece(chance, folded, chance.randint(5, 9))), name


def _piece(chance: random.Random, text: str, length: int) -> str:
    start = chance.randrange(max(1, len(text) - length + 1))
    return text[start : start + length]


def _sounds(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def _slip(chance: random.Random, text: str) -> str:
    """Return the text with one character wrong, missing, doubled, or two of them swapped."""
    at = chance.randrange(1, len(text) - 1) if len(text) > 2 else 0
    kinds = (
        text[:at] + chance.choice(ALPHABET) + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    )
    return chance.choice(kinds)


def ask(words: str) -> Any:
    """Do what the page does: search; where nothing is found, look for what was meant."""
    from nuocheng.catalogue.queries.search import certificate_names, search
    from nuocheng.catalogue.queries.similar import similar_items, similar_names

    found, names = search(words).rows, certificate_names(words)
    return (found, names) if found or names else (similar_items(words), similar_names(words))


def costs(asked: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Return the percentiles of CPU by kind of question, and of all together."""
    cost = stock.Cost()
    for _, words, _ in asked[:40]:
        ask(words)
    spent: dict[str, list[float]] = {"全部": []}
    for kind, words, _ in asked:
        took, _ = cost.of(ask, words)
        spent["全部"].append(took)
        spent.setdefault(kind, []).append(took)
    return {kind: {"n": len(each), **stock.spread(each)} for kind, each in spent.items()}


class Truth:
    """Which entries hold the words, told by looking into every one."""

    def __init__(self, put: list[dict[str, Any]]) -> None:
        from nuocheng.catalogue.queries import grams

        self.texts = [
            (one["code"], "|".join(grams.fold(name) for name in (one["name"], *one["asked"]))) for one in put
        ]

    def of(self, words: str) -> set[str]:
        """Return the codes of the entries that hold every word."""
        pieces = words.split()
        return {code for code, text in self.texts if all(piece in text for piece in pieces)}


EXACT = {"两个字", "三到八个字", "一个字", "几个词"}


def recall(asked: list[tuple[str, str, str]], truth: Truth) -> float:
    """Return which share of what brute force finds is found, every page turned."""
    from nuocheng.catalogue.queries.search import search

    wanted = found = 0
    for _, words, _ in [one for one in asked if one[0] in EXACT][:120]:
        right = truth.of(words)
        if len(right) > 4000:  # turned pages would take longer than they prove
            continue
        codes: set[str] = set()
        after = ""
        while True:
            page = search(words, after, 500)
            codes |= {one.code for one in page.rows}
            after = page.next
            if not after:
                break
        wanted += len(right)
        found += len(right & codes)
    return found / wanted


def forgiven(asked: list[tuple[str, str, str]]) -> float:
    """Return which share of the misspelt questions shows the name that was meant, or one that holds it."""
    misspelt = [one for one in asked if one[0] == "错字"]
    hits = 0
    for _, words, meant in misspelt:
        items, names = ask(words)
        shown = [one.name for one in items] + [one.name for one in names]
        hits += any(one == meant or _alike(one, meant) for one in shown)
    return hits / len(misspelt)


def _alike(one: str, other: str) -> bool:
    """Say whether two names share a long stretch: the right item in another place or variant is right as well."""
    return any(other[at : at + 5] in one for at in range(len(other) - 4))


def brute(asked: list[tuple[str, str, str]]) -> dict[str, float]:
    """Return what reading every name costs."""
    from django.db.models import Q

    from nuocheng.catalogue.models import Edition

    def read(words: str) -> Any:
        rows = Edition.objects.filter(state="published").defer("content", "words")
        for word in words.split():
            rows = rows.filter(Q(name__icontains=word) | Q(listings__certificate__icontains=word))
        return list(rows.distinct().order_by("-pledgeable", "name")[:20])

    cost = stock.Cost()
    return stock.spread([cost.of(read, words)[0] for _, words, _ in asked[:12]])


def control(asked: list[tuple[str, str, str]], truth: Truth) -> dict[str, Any]:
    """Return what an index of another make finds; it must find less."""
    from django.db import connection

    find = _trigrams(truth) if connection.vendor == "sqlite" else _words_of_postgres(truth)
    wanted = found = 0
    for _, words, _ in [one for one in asked if one[0] in EXACT][:60]:
        right = truth.of(words)
        wanted += len(right)
        found += len(right & find(words))
    named = "FTS5 trigram" if connection.vendor == "sqlite" else "to_tsvector('simple')"
    return {"named": named, "recall": found / wanted}


def _trigrams(truth: Truth) -> Callable[[str], set[str]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE control USING fts5(code UNINDEXED, said, tokenize='trigram')")
        cursor.executemany("INSERT INTO control VALUES (%s, %s)", truth.texts)

    def find(words: str) -> set[str]:
        asked = " AND ".join(f'"{word}"' for word in words.split())
        with connection.cursor() as cursor:
            cursor.execute("SELECT code FROM control WHERE control MATCH %s", [f"said : ({asked})"])
            return {code for (code,) in cursor.fetchall()}

    return find


def _words_of_postgres(truth: Truth) -> Callable[[str], set[str]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE control (code text, said tsvector)")
        cursor.executemany("INSERT INTO control VALUES (%s, to_tsvector('simple', %s))", truth.texts)

    def find(words: str) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT code FROM control WHERE said @@ plainto_tsquery('simple', %s)", [words])
            return {code for (code,) in cursor.fetchall()}

    return find


if __name__ == "__main__":
    measure() if "--measure" in sys.argv else main()
