"""Items as rows of cells by meaning: the same words that are read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from nuocheng.catalogue.channels.bases import write_bases, write_levels
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.parts import written
from nuocheng.catalogue.channels.saying import CERTIFICATE_SAYS, ITEM_SAYS, write_disposition
from nuocheng.catalogue.channels.units import Units
from nuocheng.catalogue.rules.content import Certificate, Item
from nuocheng.catalogue.rules.facts import Standards

_SOURCE = {"source_title": "title", "source_url": "url", "region": "region"}
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an export is written with: units, the law of the day, the place and the day that titles name."""

    units: Units
    standards: Standards
    district: str
    on: date

    def unit(self, code: str) -> str:
        """Return how a unit is written so that it is found again: by its name, or else by its code."""
        name = self.units.name(code)
        return name if self.units.find(name) == code else code


def main_rows(item: Item, setting: Setting) -> Iterator[Cells]:
    """Yield the rows of the one table of our template: one for each certificate, or one for the item alone."""
    of_item = {key: said.write(getattr(item, said.attribute)) for key, said in ITEM_SAYS.items()}
    of_item |= {"code": item.code, "department": setting.unit(item.department)}
    of_item |= {key: str(item.source.get(name, "")) for key, name in _SOURCE.items()}
    if not item.certificates:
        yield of_item
    for one in item.certificates:
        yield of_item | certificate_cells(one, setting)


def certificate_cells(one: Certificate, setting: Setting) -> Cells:
    """Return what the columns about a certificate say."""
    cells = {key: said.write(getattr(one, said.attribute)) for key, said in CERTIFICATE_SAYS.items()}
    grounds = setting.standards.grounds
    return cells | {
        "key": one.key,
        "legal_basis": write_bases(one.bases),
        "basis_level": write_levels(one.bases, setting.standards.levels),
        "disposition": write_disposition(one.disposition),
        "exclusion_ground": grounds.get(one.ground, one.ground),
        "id": one.source_row,
    }


def part_rows(layout: Layout, item: Item) -> Iterator[Cells]:
    """Yield the rows of a further sheet of our template for one item."""
    named = {"code": item.code, "item_name": item.name}
    if layout is Layout.STEPS:
        yield from (named | written(layout, one) for one in item.steps)
        return
    for one in item.certificates:
        plans = (one.plan,) if one.plan else ()
        parts: tuple[Any, ...] = one.facts if layout is Layout.FACTS else plans
        for part in parts:
            yield named | {"key": one.key, "certificate_name": one.name} | written(layout, part)
