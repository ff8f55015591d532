"""The manners of every module: size, clock, imports, docstrings, drawers. One function per manner."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.plans import Fault, Function, Source, decorator_names, functions

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 5
#: Two is the aim, and all but a handful keep it; four is never needed.
DEEPEST = 3
#: Who acts, on what, into which deed: the first words of every act, not its parameters.
GIVEN_BY_THE_DOOR = frozenset({"self", "cls", "on", "deed"})
ACTS = frozenset({"official_act", "founding_act"})

DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "core", "services", "service", "managers", "signals", "misc", "lib", "tools"})  # fmt: skip

CLOCKS = frozenset(
    {
        "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localtime",
        "timezone.localdate", "time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns",
        "time.perf_counter", "time.localtime", "time.gmtime",
    }
)  # fmt: skip
#: The few places that may look at a clock, each with its reason. The simulator is another house with its own.
CLOCK_ALLOWED: dict[tuple[str, str], str] = {
    ("nuocheng/edge/clock.py", "timezone.now"): "the one clock",
    ("nuocheng/journal/files.py", "time.time_ns"): "orders an index; never a legal time",
    ("nuocheng/edge/theme.py", "time.monotonic"): "how long the newest colours have been known, not when",
    ("nuocheng/law/queries.py", "time.monotonic"): "how long a copy of the law has been held, not when",
    ("nuocheng/verification/channels/outside.py", "time.monotonic"): "how long a source took",
    ("nuocheng/verification/channels/line.py", "time.monotonic"): "how long one call may still take",
    (
        "nuocheng/verification/channels/signing.py",
        "time.time",
    ): "a signature says when it was made, so that nobody sends it again later",
    ("nuocheng/verification/channels/internal_record.py", "time.monotonic"): "how long a source took",
    ("nuocheng/platforms/channels/posting.py", "time.monotonic"): "how long one attempt may still take",
    ("nuocheng/holdings/channels/scanner.py", "time.monotonic"): "how long the scanner took",
    ("nuocheng/site/cli/journal.py", "time.monotonic"): "how long a check of the journal took",
}

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.db.backends.signals")
_TODO = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")


def files_are_short(module: Source) -> Iterator[Fault]:
    """Object to a file of more than 400 lines."""
    count = len(module.text.splitlines())
    if count > LONGEST_FILE:
        yield module.fault(count, f"{count} lines, at most {LONGEST_FILE}")


def functions_are_short(module: Source) -> Iterator[Fault]:
    """Object to a function of more than 50 lines."""
    for node in functions(module):
        count = (node.end_lineno or node.lineno) - node.lineno + 1
        if count > LONGEST_FUNCTION:
            yield module.fault(node, f"{node.name} has {count} lines, at most {LONGEST_FUNCTION}")


def parameters_are_few(module: Source) -> Iterator[Fault]:
    """Object to more than five parameters, not counting what the door gives."""
    for node in functions(module):
        named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        names = [one.arg for one in named if one.arg not in GIVEN_BY_THE_DOOR]
        if decorator_names(node) & ACTS:
            names = [one.arg for one in node.args.kwonlyargs]
        if len(names) > MOST_PARAMETERS:
            yield module.fault(node, f"{node.name} takes {len(names)} parameters, at most {MOST_PARAMETERS}")


def nesting_is_shallow(module: Source) -> Iterator[Fault]:
    """Object to a block within a block within a block within a block."""
    for node in functions(module):
        deep = _depth(node)
        if deep > DEEPEST:
            yield module.fault(node, f"{node.name} nests {deep} blocks, at most {DEEPEST}; two are enough")


def _depth(node: ast.AST) -> int:
    """Return how many blocks lie within each other below a node; elif is no block of its own."""
    deepest = 0
    for name, value in ast.iter_fields(node):
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST) and not isinstance(inner, Function | ast.ClassDef | ast.Lambda):
                chained = isinstance(node, ast.If) and isinstance(inner, ast.If) and name == "orelse"
                block = isinstance(inner, ast.If | ast.For | ast.While | ast.With | ast.Try) and not chained
                deepest = max(deepest, _depth(inner) + block)
    return deepest


def time_is_given(module: Source) -> Iterator[Fault]:
    """Object to a clock below the edge: time is given by the occasion, never taken."""
    if module.office == "simulator":
        return
    for node, name in clocks(module):
        if (module.path, name) not in CLOCK_ALLOWED:
            yield module.fault(node, f"takes the time by {name}; use on.at, or edge.clock in a page or job")


def clocks(module: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield every place where a module reaches for a clock, called or only handed on."""
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            for one in node.names:
                if f"time.{one.name}" in CLOCKS:
                    yield node, f"time.{one.name}"
        elif isinstance(node, ast.Attribute):
            name = ".".join(ast.unparse(node).split(".")[-2:])
            if name in CLOCKS:
                yield node, name


def nothing_is_signalled(module: Source) -> Iterator[Fault]:
    """Object to signals: what happens is written where it is done."""
    for node in module.nodes:
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        if any(name == signal or name.startswith(f"{signal}.") for name in names for signal in SIGNALS):
            yield module.fault(node, "imports signals; call what must happen by its name")


def saving_is_plain(module: Source) -> Iterator[Fault]:
    """Object to a class that changes what save() or delete() mean."""
    for node in module.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        for inner in node.body:
            if isinstance(inner, Function) and inner.name in {"save", "delete"}:
                yield module.fault(inner, f"{node.name} overrides {inner.name}()")


def imports_stand_on_top(module: Source) -> Iterator[Fault]:
    """Object to an import hidden in a function, and to a relative one."""
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            yield module.fault(node, "imports relatively; write the whole name")
    for outer in functions(module):
        for inner in ast.walk(outer):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                yield module.fault(inner, f"imports inside {outer.name}")


def promises_have_numbers(module: Source) -> Iterator[Fault]:
    """Object to a TODO that names no issue."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        if _TODO.search(line):
            yield module.fault(number, "a TODO without (#number)")


def nothing_is_a_drawer(module: Source) -> Iterator[Fault]:
    """Object to folders and files whose name says nothing."""
    for part in module.parts:
        if part in DRAWERS:
            yield module.fault(1, f"“{part}” is no name: find the word for what is in it")


def everything_says_what_it_is_for(module: Source) -> Iterator[Fault]:
    """Object to a module, public class or public function without a sentence that ends with a full stop."""
    yield from _sentence(module, module.tree, module.path)
    yield from _public(module, module.tree)


def _public(module: Source, outer: ast.AST) -> Iterator[Fault]:
    for node in ast.iter_child_nodes(outer):
        if isinstance(node, ast.ClassDef):
            if not node.name.startswith("_") and node.name != "Meta":
                yield from _sentence(module, node, node.name)
                yield from _public(module, node)
        elif isinstance(node, Function):
            if not node.name.startswith("_") and "overload" not in decorator_names(node):
                yield from _sentence(module, node, node.name)
        elif isinstance(node, ast.If | ast.Try):
            yield from _public(module, node)


def _sentence(module: Source, node: ast.Module | ast.ClassDef | Function, name: str) -> Iterator[Fault]:
    said = ast.get_docstring(node)
    if not said:
        yield module.fault(node, f"{name} has no docstring")
    elif not said.splitlines()[0].rstrip().endswith((".", "。")):
        yield module.fault(node, f"the first line of {name}'s docstring is not a full sentence")
