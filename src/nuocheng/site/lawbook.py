"""The law the house rests on: which documents its rules cite, and which its law data was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from nuocheng.kernel.rulings import Citation
from nuocheng.law.loading import document_of, preset_names
from nuocheng.site.rulebook import rules

#: What the marks of evidence mean, in the words of the page.
EVIDENCE = {
    "L": "法条原文已核对",
    "S": "实施方案原文",
    "P": "见于公开网页，原文待核对",
    "R": "凭一般了解，待核对",
    "G": "系统预设，可以改",
}


@dataclass
class Cited:
    """One clause with the rules that rest on it."""

    citation: Citation
    rules: list[str] = field(default_factory=list)


def cited() -> dict[str, list[Cited]]:
    """Return every clause that a rule cites, by document."""
    found: dict[tuple[str, str, str], Cited] = {}
    for one in rules():
        for cite in one.rule.cites:
            key = cite.document, cite.clause, cite.quote
            found.setdefault(key, Cited(cite)).rules.append(one.rule.name)
    by_document: dict[str, list[Cited]] = {}
    for (document, _, _), clause in sorted(found.items()):
        by_document.setdefault(document, []).append(clause)
    return by_document


def markdown() -> str:
    """Write the page of the docs about the law."""
    lines = [
        "# The law this house rests on",
        "",
        "Two things hold law here. *Rules* are code and cite their clause word for word. *Provisions* are data: terms,",
        "wordings, measures, grounds and remedies with their source and dates, loaded from presets and open to change by",
        "an administrator. Nothing marked as recalled or preset is claimed to be law. The founding document itself is kept",
        "in [founding-document.md](founding-document.md), and every quote from it is held against it by a test.",
        "",
        "## Clauses cited by rules",
    ]
    for document, clauses in cited().items():
        lines += ["", f"### {document}"]
        for one in clauses:
            names = "、".join(f"`{name}`" for name in one.rules)
            lines += [
                "",
                f"**{one.citation.clause}**（`{one.citation.clause_id}`） {names}",
                "",
                f"> {one.citation.quote}",
            ]
    lines += ["", "## Presets of provisions"]
    for name in preset_names():
        lines += _preset(name)
    return "\n".join(lines) + "\n"


def _preset(name: str) -> Iterator[str]:
    """Write what one preset holds, by document."""
    document = document_of(name)
    head, sources = document["preset"], document["source"]
    counts = Counter(row["source"] for row in document["provision"])
    yield from ("", f"### `{name}` · {head['title']}（{head['jurisdiction']}）", "")
    yield "| document | provisions | evidence | borrowed | in force from |"
    yield "| --- | ---: | --- | --- | --- |"
    for key, source in sources.items():
        borrowed = "外地规定，仅作预设" if source.get("borrowed") else ""
        said = EVIDENCE[source["evidence"]]
        yield f"| {source['document']} | {counts[key]} | {said} | {borrowed} | {source['since'].isoformat()} |"
