"""What may stand in the body of an act, read from its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.plans import Fault, Function, Source, decorator_names, functions

ACTS = frozenset({"official_act", "founding_act"})
WRITING = frozenset(
    {
        "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
        "raw", "execute", "executemany", "select_for_update",
    }
)  # fmt: skip
#: What only the door may hold: connections, the writer, the journal's own tables.
DOOR_ONLY = ("django.db", "nuocheng.journal.writing", "nuocheng.journal.models")


def is_act_module(module: Source) -> bool:
    """Say whether a module stands in the acts of an office."""
    return "acts" in module.parts[2:-1] or module.parts[-1] == "acts"


def acts_write_through_the_deed(module: Source) -> Iterator[Fault]:
    """Object to an act that writes by itself: it only says what the door shall write."""
    if not is_act_module(module):
        return
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            yield module.fault(node, f"an act calls .{node.func.attr}(); use deed.move or deed.found")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(DOOR_ONLY):
            yield module.fault(node, f"an act imports {node.module}, which only the door may use")


def acts_say_what_they_refuse(module: Source) -> Iterator[Fault]:
    """Object to an act that raises a refusal which its docstring does not list."""
    if not is_act_module(module):
        return
    known = {node.name: node for node in functions(module)}
    for act in known.values():
        if not decorator_names(act) & ACTS:
            continue
        listed = listed_refusals(ast.get_docstring(act) or "")
        for name in sorted(_raised(act, known, set()) - listed):
            yield module.fault(act, f"{act.name} may raise {name}, but its docstring does not list it")


def listed_refusals(docstring: str) -> set[str]:
    """Return the names under "Raises:" of a docstring."""
    _, _, listed = docstring.partition("Raises:")
    names = (line.strip().partition(":")[0] for line in listed.splitlines() if ":" in line)
    return {name.strip() for one in names for name in one.split(",")}


def _raised(node: Function, known: dict[str, Function], seen: set[str]) -> set[str]:
    """Return the exceptions that a function raises itself or through a function beside it."""
    seen.add(node.name)
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Raise) and inner.exc is not None:
            raised = inner.exc.func if isinstance(inner.exc, ast.Call) else inner.exc
            found.add(ast.unparse(raised).split(".")[0])
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
            called = inner.func.id
            if called == "require":
                found.add("RuledOut")
            elif called in known and called not in seen:
                found |= _raised(known[called], known, seen)
    return found - {"LookupError", "AssertionError", "ValueError"}
