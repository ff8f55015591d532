"""Traceability: every clause of the founding document with its status, its rules and the tests that prove it."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nuocheng.site.rulebook import rules

STATUSES = {"built": "built", "partly": "partly built", "not yet": "not yet built"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the founding document: its id, its words, and what a system must do for it."""

    id: str
    paragraph: str
    clause: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Status:
    """How far a clause has come, in the words of whoever keeps the list."""

    id: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One test marked with a clause."""

    file: str
    test: str


def read_clauses(file: Path) -> list[Clause]:
    """Read the clauses of the founding document."""
    return [Clause(**row) for row in _rows(file)]


def read_statuses(file: Path) -> dict[str, Status]:
    """Read the hand-kept statuses by clause."""
    return {row["id"]: Status(**row) for row in _rows(file)}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def proofs(folder: Path) -> dict[str, list[Proof]]:
    """Return the tests marked with each clause, read from the sources without running them."""
    found: dict[str, list[Proof]] = {}
    for file in sorted(folder.rglob("test_*.py")):
        name = file.relative_to(folder.parent).as_posix()
        marked = _marked(ast.parse(file.read_text(encoding="utf-8")))
        for clause, test in ((clause, test) for test, clauses in marked for clause in clauses):
            found.setdefault(clause, []).append(Proof(name, test))
    return found


def _marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield every test of a module with the clauses that it, its class or its module is marked with."""
    whole = _module_marks(tree)
    for node in tree.body:
        own = node.body if isinstance(node, ast.ClassDef) else [node]
        inherited = whole + (_marks(node.decorator_list) if isinstance(node, ast.ClassDef) else [])
        for inner in own:
            yield from _of_function(inner, inherited)


def _of_function(node: ast.stmt, inherited: list[str]) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
        clauses = dict.fromkeys(inherited + _marks(node.decorator_list))
        if clauses:
            yield node.name, list(clauses)


def _module_marks(tree: ast.Module) -> list[str]:
    """Return the clauses that `pytestmark` puts on every test of a module."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            listed = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            return _marks(listed)
    return []


def _marks(nodes: list[ast.expr]) -> list[str]:
    """Return the clauses in `pytest.mark.req("S8.1", …)` among decorators or marks."""
    calls = [
        node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.req"
    ]
    words = [one for call in calls for one in call.args if isinstance(one, ast.Constant)]
    return [str(word.value) for word in words]


def wrong(
    clauses: list[Clause], statuses: dict[str, Status], proven: dict[str, list[Proof]]
) -> Iterator[str]:
    """Say where the hand-kept statuses and the tests contradict each other."""
    known = {one.id for one in clauses}
    yield from (
        f"{one}: a test is marked with it, but there is no such clause" for one in sorted(set(proven) - known)
    )
    yield from (f"{one}: a status for no clause" for one in sorted(set(statuses) - known))
    for one in clauses:
        status = statuses.get(one.id)
        if status is None:
            yield f"{one.id}: no status"
        elif status.status not in STATUSES:
            yield f"{one.id}: “{status.status}” is no status"
        elif status.status == "built" and one.id not in proven:
            yield f"{one.id}: called built, but no test proves it"
        elif status.status == "not yet" and one.id in proven:
            yield f"{one.id}: called not yet built, but tests are marked with it"
        elif status.status != "built" and not status.note:
            yield f"{one.id}: {status.status}, without a word on what is missing"


def markdown(root: Path) -> str:
    """Write the traceability page of the docs."""
    clauses = read_clauses(root / "docs" / "data" / "clauses.csv")
    statuses = read_statuses(root / "docs" / "data" / "status.csv")
    proven, resting = proofs(root / "tests"), _rules_by_clause()
    counts = {name: sum(statuses[one.id].status == name for one in clauses) for name in STATUSES}
    lines = [
        "# Traceability",
        "",
        "Every clause of the founding document (白政办发〔2020〕20号) that a system can carry: how far it has come, which rules",
        "rest on it and which tests prove it. Statuses are kept by hand in [data/status.csv](data/status.csv); a clause may",
        "be called built only if a test is marked with it, and the build fails otherwise.",
        "",
        f"**{counts['built']} built, {counts['partly']} partly built, {counts['not yet']} not yet built, of {len(clauses)}.**",
        "",
        "| id | clause | what the system must do | status | rules | tests |",
        "| --- | --- | --- | --- | ---: | ---: |",
    ]
    for one in clauses:
        numbers = f"{len(resting.get(one.id, []))} | {len(proven.get(one.id, []))}"
        status = STATUSES[statuses[one.id].status]
        lines.append(
            f"| {one.id} | {one.clause}（{one.paragraph}） | {one.requirement} | {status} | {numbers} |"
        )
    for one in clauses:
        lines += _details(one, statuses[one.id], resting.get(one.id, []), proven.get(one.id, []))
    return "\n".join(lines) + "\n"


def _details(one: Clause, status: Status, resting: list[str], tests: list[Proof]) -> list[str]:
    """Write what is known about one clause, if there is more than its row."""
    if not (status.note or resting or tests):
        return []
    lines = ["", f"## {one.id} {one.clause}", ""]
    if status.note:
        lines += [status.note, ""]
    lines += [f"- rule `{name}`" for name in resting]
    for file in dict.fromkeys(proof.file for proof in tests):
        names = [proof.test for proof in tests if proof.file == file]
        lines.append(f"- [{file}](../{file}): {', '.join(f'`{name}`' for name in names)}")
    return lines


def _rules_by_clause() -> dict[str, list[str]]:
    """Return the names of the rules that rest on each clause."""
    found: dict[str, list[str]] = {}
    for listed in rules():
        for cite in listed.rule.cites:
            found.setdefault(cite.clause_id, []).append(listed.rule.name)
    return found
