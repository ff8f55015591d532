"""The doors of the offices: by which modules they may be entered, and who may look into whose tables."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

import grimp

#: What another office may touch. Tables, pages, rules and lifecycles are nobody else's business.
DOORS = frozenset({"acts", "queries", "channels", "official", "files", "content"})
#: Offices that are open by their modules: words, law and the edge are there for everybody.
OPEN = frozenset({"kernel", "law", "edge"})
#: Modules at the top that see every office: addresses and settings.
COMPOSITION = frozenset({"urls", "settings"})
#: Rooms that stay closed even in an open office, and even to the composition roots.
TABLES = "models"

#: (who, what) that may pass all the same, each with its reason. A * stands for any name.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("nuocheng.*", "nuocheng.journal.deeds"): "a deed is what an act is given to write into",
    ("nuocheng.*", "nuocheng.journal.canonical"): "one way to write things as bytes, for the whole house",
    (
        "nuocheng.*",
        "nuocheng.papers.rendering",
    ): "pages and commands have papers printed; printing reads no table",
    (
        "nuocheng.*",
        "nuocheng.papers.page_codes",
    ): "what a code on a page says is a plain value, with no table behind",
    (
        "nuocheng.site.*",
        "nuocheng.*.jobs*",
    ): "what happens by itself is listed, started and shown from the top",
    ("nuocheng.site.*", "nuocheng.simulator.*"): "commands and the demonstration start the stand-in exchange",
    ("nuocheng.site.cli.journal", "nuocheng.journal.verifying"): "the command that checks the whole journal",
}

Import = tuple[str, str]


def imports_of(package: str) -> list[Import]:
    """Return every import between modules of a package, read from disk."""
    graph = grimp.build_graph(package, cache_dir=None)
    return sorted(
        (one, other)
        for one in graph.modules
        for other in graph.find_modules_directly_imported_by(one)
        if ".migrations" not in one
    )


def trespasses(imports: Iterable[Import]) -> list[str]:
    """Return the imports that enter another office by something that is no door."""
    return [f"{one} -> {other}" for one, other in imports if not _allowed(one, other)]


def unused_exceptions(imports: Iterable[Import]) -> set[tuple[str, str]]:
    """Return the exceptions that nobody needs any more."""
    walls = [(one, other) for one, other in imports if not _by_a_door(one, other)]
    return {rule for rule in EXCEPTIONS if not any(_fits(rule, one, other) for one, other in walls)}


def _allowed(one: str, other: str) -> bool:
    return _by_a_door(one, other) or any(_fits(rule, one, other) for rule in EXCEPTIONS)


def _by_a_door(one: str, other: str) -> bool:
    here, there = one.split("."), other.split(".")
    if len(there) < 3 or here[1:2] == there[1:2]:
        return True
    office, room = there[1], there[2]
    if room == TABLES:
        return False
    return office in OPEN or room in DOORS or here[1] in COMPOSITION


def _fits(rule: tuple[str, str], one: str, other: str) -> bool:
    return all(fnmatchcase(name, pattern) for pattern, name in zip(rule, (one, other), strict=True))


def cycles_between_offices(imports: Iterable[Import]) -> list[set[str]]:
    """Return every set of offices that can reach each other: an order has none."""
    reach: dict[str, set[str]] = {}
    for one, other in imports:
        here, there = (name.split(".")[1] if "." in name else name for name in (one, other))
        reach.setdefault(here, set()).add(there)
        reach.setdefault(there, set())
    for middle, beyond in reach.items():
        for seen in reach.values():
            if middle in seen:
                seen.update(beyond)
    rings = {frozenset({one, *(two for two in seen if one in reach[two])}) for one, seen in reach.items()}
    return [set(ring) for ring in rings if len(ring) > 1]
