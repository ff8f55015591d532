"""The page of a draft that says in which steps the item is handled."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from nuocheng.catalogue.pages.editing import SectionPage
from nuocheng.catalogue.pages.editing_forms import Entry, Group, Hand, Sheet
from nuocheng.catalogue.pages.editing_places import Section
from nuocheng.catalogue.rules.content import (
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    Item,
    Step,
    StepActor,
    StepPath,
)
from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import WholeNumber


class StepForm(Entry):
    """One step."""

    tell = ("title", "says")
    title = edge.TextLine(label="做什么", max_length=60, blank="请填写这一步做什么")
    actor = edge.OneOf(
        label="谁来做", choices=list(STEP_ACTOR_TITLES.items()), look="inline", initial=StepActor.DEPARTMENT
    )
    workdays = WholeNumber(label="几个工作日", help_text="当场的不写")
    path = edge.OneOf(
        label="谁要走", choices=list(STEP_PATH_TITLES.items()), look="inline", initial=StepPath.BOTH
    )
    says = edge.TextLine(
        label="对申请人说的话",
        required=False,
        max_length=300,
        help_text="这一步要带什么、能拿到什么，用大白话写",
    )


class StepsPage(SectionPage):
    """The page of the steps."""

    section = Section.STEPS
    lead = "按先后写。写承诺的和交证明的走的步骤不一样时，分别写。流程图和办事指南照这里画"

    def part(self, item: Item, key: str) -> Any:
        """Return the steps."""
        return item.steps

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return one form for each step."""
        said = [{**asdict(one), "actor": str(one.actor), "path": str(one.path)} for one in item.steps]
        entries = hand.entries(StepForm, "steps", "步", said)
        return Sheet([], [Group("办理步骤", "steps", entries=entries)])

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item with these steps."""
        return replace(item, steps=tuple(_step(one) for one in sheet.entries[0].said()))


def _step(said: dict[str, Any]) -> Step:
    return Step(**{**said, "actor": StepActor(said["actor"]), "path": StepPath(said["path"])})
