"""The whole table: its pages, and its rows by subject."""

from __future__ import annotations

from tests.site.bad_input import (
    rows_applying,
    rows_choosing,
    rows_desk,
    rows_files,
    rows_later,
    rows_looks,
    rows_offices,
    rows_people,
    rows_plans,
    rows_pledge,
    rows_programme,
    rows_registers,
    rows_signing_in,
    rows_spot,
    rows_summaries,
    rows_verifying,
    rows_window,
)
from tests.site.bad_input.table import Place, Row, Taken

PARTS = (
    rows_signing_in,
    rows_applying,
    rows_pledge,
    rows_files,
    rows_later,
    rows_window,
    rows_desk,
    rows_programme,
    rows_offices,
    rows_summaries,
    rows_verifying,
    rows_people,
    rows_registers,
    rows_looks,
    rows_plans,
    rows_choosing,
    rows_spot,
)
PLACES: dict[str, Place] = {name: place for part in PARTS for name, place in part.PLACES.items()}
ROWS: list[Row] = [row for part in PARTS for row in part.ROWS]
TAKEN: list[Taken] = [one for part in PARTS for one in part.TAKEN]
