"""The whole table: its pages, and its rows by subject."""

from __future__ import annotations

from tests.site.bad_input import rows_applying, rows_pledge
from tests.site.bad_input.table import Place, Row, Taken

PARTS = (rows_applying, rows_pledge)
PLACES: dict[str, Place] = {name: place for part in PARTS for name, place in part.PLACES.items()}
ROWS: list[Row] = [row for part in PARTS for row in part.ROWS]
TAKEN: list[Taken] = [one for part in PARTS for one in part.TAKEN]
