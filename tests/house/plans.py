"""How the checks of the house look at it: its modules as syntax trees, and faults with a place."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"

#: The offices that handle files, and so have the whole inside of an office.
FILE_OFFICES = ("catalogue", "programme", "credit", "cases", "verification", "consequences", "oversight")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that breaks a rule of the house, and where."""

    where: str
    line: int
    what: str

    def __str__(self) -> str:
        """Write the fault as a compiler would, so that an editor can jump to it."""
        return f"{self.where}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Source:
    """One module: its path below src/, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the path in parts, without the ending."""
        return tuple(self.path.removesuffix(".py").split("/"))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return every node of the tree: many manners look at each."""
        return tuple(ast.walk(self.tree))

    @property
    def office(self) -> str:
        """Return the office the module belongs to, or its own name at the top."""
        return self.parts[1]

    def fault(self, node: ast.AST | int, what: str) -> Fault:
        """Return a fault at a node or a line of this module."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Fault(f"src/{self.path}", line, what)


Check = Callable[[Source], Iterable[Fault]]


def source(text: str, path: str = "nuocheng/cases/sample.py") -> Source:
    """Return a module made up for a test, as if it stood at *path*."""
    return Source(path, text, ast.parse(text))


def read(file: Path, below: Path = SRC) -> Source:
    """Read one module from disk."""
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(below).as_posix(), text, ast.parse(text, filename=str(file)))


@cache
def house() -> tuple[Source, ...]:
    """Read every module of the house, migrations left out: Django writes those."""
    files = sorted((SRC / "nuocheng").rglob("*.py"))
    return tuple(read(file) for file in files if "migrations" not in file.parts)


def faults(check: Check, sources: Iterable[Source]) -> list[str]:
    """Run one check over modules and write what it found."""
    return [str(fault) for one in sources for fault in check(one)]


def functions(module: Source) -> Iterator[Function]:
    """Yield every function, methods and inner ones included."""
    for node in module.nodes:
        if isinstance(node, Function):
            yield node


def decorator_names(node: Function) -> set[str]:
    """Return the last words of a function's decorators: official_act, rule, property."""
    called = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return {ast.unparse(one).split(".")[-1] for one in called}


def kept_files() -> list[Path]:
    """Return every text file of the repository that is kept, or would be once added."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:4096]]
