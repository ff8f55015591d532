"""Loads the fictional registers of the departments, each replaced as a whole."""

from __future__ import annotations

import csv
import io
from datetime import date
from importlib.resources import files

from nuocheng.verification import official as verification

#: Which department keeps which register, by the name of its file.
KEEPERS = {"forest_plots": "620402-zrj", "premises": "620402-scj"}
OWN = ("number", "name", "as_of")


def prepare_registers() -> int:
    """Load every register of the demonstration; return how many rows they have."""
    folder, count = files("nuocheng.catalogue").joinpath("data", "demo"), 0
    for register, department in KEEPERS.items():
        text = folder.joinpath(f"register-{register}.csv").read_text(encoding="utf-8")
        rows = [_row(line) for line in csv.DictReader(io.StringIO(text))]
        verification.replace_register(register, department, rows)
        count += len(rows)
    return count


def _row(line: dict[str, str]) -> verification.RegisterLine:
    values = {name: value for name, value in line.items() if name not in OWN}
    return verification.RegisterLine(line["number"], line["name"], date.fromisoformat(line["as_of"]), values)
