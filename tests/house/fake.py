"""A small house on disk that keeps every wall, so that a test can break one and see it caught."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tests.house.plans import FILE_OFFICES, ROOT

INSIDE = (
    "pages",
    "api",
    "jobs",
    "reports",
    "acts",
    "papers",
    "queries",
    "channels",
    "models",
    "rules",
    "lifecycle",
)
OTHERS = ("site", "simulator", "holdings", "papers", "law", "edge", "people", "journal", "kernel")
#: Offices with rooms, whether or not they keep files.
ROOMED = (*FILE_OFFICES, "platforms", "letters", "mandates", "looks", "handover")
PYPROJECT = ROOT / "pyproject.toml"
TOP = ("settings", "environment", "urls")


def build(folder: Path, **modules: str) -> Path:
    """Build a house whose every office has its rooms; *modules* gives some of them other contents.

    A name like cases__rules__good is the module nuocheng.cases.rules.good.
    """
    house = folder / "nuocheng"
    names = [f"{office}/{room}" for office in ROOMED for room in INSIDE]
    written = {f"{office}/__init__": "" for office in (*OTHERS, *ROOMED)}
    written |= {f"{name}/__init__": "" for name in names} | dict.fromkeys(TOP, "") | {"__init__": ""}
    written |= {name.replace("__", "/"): text for name, text in modules.items()}
    for name, text in written.items():
        file = house / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text, encoding="utf-8")
    return folder


#: Lints each house named on the command line in turn, in one process: starting Python costs more than linting.
_LINT = """
import importlib, json, sys
from importlinter.application.sentinels import NotSupplied
from importlinter.application import use_cases
import importlinter.cli  # configures the application

config, *folders = sys.argv[1:]
options = use_cases.read_user_options(config)
use_cases._register_contract_types(options)
found = []
for folder in folders:
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    report = use_cases.create_report(options, cache_dir=None)
    checks = report.get_contracts_and_checks()
    found.append({contract.name: check.kept for contract, check in checks})
    sys.path.remove(folder)
    for name in [name for name in sys.modules if name.split(".")[0] == "nuocheng"]:
        del sys.modules[name]
print(json.dumps(found))
"""


def contracts() -> dict[str, str]:
    """Return the id of each contract in pyproject.toml by its name."""
    kept = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    return {one["name"]: one["id"] for one in kept["tool"]["importlinter"]["contracts"]}


def broken(folders: Sequence[Path]) -> list[set[str]]:
    """Return, for each house, the ids of the contracts it breaks."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", _LINT, str(PYPROJECT), *map(str, folders)],
        env=told, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    ids = contracts()
    return [{ids[name] for name, kept in one.items() if not kept} for one in found]


def lint(folder: Path) -> tuple[bool, str]:
    """Run the command lint-imports, as a developer does, over the house in *folder*: whether it passes, and its words."""
    told = dict(os.environ) | {"PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--config",
        str(PYPROJECT),
        "--no-cache",
        "--no-logo",
    ]
    ran = subprocess.run(
        command, cwd=folder, env=told, capture_output=True, text=True, check=False, timeout=120
    )
    return ran.returncode == 0, ran.stdout + ran.stderr
