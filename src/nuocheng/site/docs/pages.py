"""Which pages of the docs are generated, whether they are fresh, and writing them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from nuocheng.site import actbook, lawbook, rulebook, tracing

GENERATED = (
    "<!-- Written by `python -m nuocheng.site.docs`: change what it is made from, not this page. -->\n"
)
RULES_BEGIN, RULES_END = "<!-- rules: generated -->\n", "<!-- rules: end -->\n"


def pages(root: Path) -> dict[Path, str]:
    """Return every generated page of the repository at *root* by its file, as it should be."""
    docs = root / "docs"
    made = {
        docs / "rulebook.md": rulebook.markdown(),
        docs / "acts.md": actbook.markdown(),
        docs / "law" / "README.md": lawbook.markdown(),
        docs / "traceability.md": tracing.markdown(root),
    }
    changelog = root / "CHANGELOG.md"
    written = {file: GENERATED + text for file, text in made.items()}
    return written | {changelog: with_rules(changelog.read_text(encoding="utf-8"))}


def with_rules(changelog: str) -> str:
    """Return the changelog with the list of rules between its marks written anew.

    Raises:
        ValueError: The marks are missing.

    """
    before, _, rest = changelog.partition(RULES_BEGIN)
    _, found, after = rest.partition(RULES_END)
    if not found:
        raise ValueError("CHANGELOG.md has no marks for the list of rules")
    return before + RULES_BEGIN + "\n".join(rulebook.change_lines()) + "\n" + RULES_END + after


def stale(root: Path) -> list[Path]:
    """Return the generated pages that are not as they should be."""
    return [
        file
        for file, text in pages(root).items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]


def main(words: Sequence[str], root: Path | None = None) -> int:
    """Write the pages that are stale, or with --check only name them; return 1 if --check found any."""
    place = root or Path.cwd()
    old = stale(place)
    made = pages(place)
    for file in old:
        sys.stdout.write(f"{'stale' if '--check' in words else 'written'}: {file.relative_to(place)}\n")
        if "--check" not in words:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made[file], encoding="utf-8")
    return 1 if old and "--check" in words else 0
