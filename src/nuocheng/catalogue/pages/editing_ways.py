"""The form of a further way of a plan: which, whom it asks, and which field answers which fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuocheng.catalogue.pages.editing_forms import FIELDS, SOURCES, Entry, Suggested
from nuocheng.catalogue.pages.editing_words import PLAN
from nuocheng.catalogue.rules.content import Answering, FactField, Way
from nuocheng.edge import forms as edge

_FIELD = "field-"


class WayForm(Entry):
    """A further way: which, whom it asks, and which field of that source answers each fact."""

    tell = ("channel", "source")
    channel = edge.Pick(label="换哪一种方式", choices=[], blank="请选择换哪一种方式")
    source = Suggested(
        of=SOURCES,
        label=PLAN["source"],
        help_text="在线查的写来源；请人协助、上门、书面、公示的可以不写",
    )

    def __init__(
        self, *args: Any, channels: Mapping[str, str], facts: tuple[FactField, ...], **kwargs: Any
    ) -> None:
        """Offer the channels of the law of today, and one field for each fact that is pledged."""
        super().__init__(*args, **kwargs)
        named = str((self.initial or {}).get("channel") or "")
        own = [(named, named)] if named and named not in channels else []
        self.fields["channel"].choices = [("", "请选择"), *channels.items(), *own]  # type: ignore[attr-defined]
        for one in facts:
            self.fields[f"{_FIELD}{one.key}"] = Suggested(
                of=FIELDS,
                label=f"“{one.label}”和哪个数据项比",
                help_text=f"不写就用“{one.source_field}”" if one.source_field else "在线查的要写",
            )

    def way(self) -> Way:
        """Return the way as it is kept."""
        said = self.cleaned_data
        fields = tuple(
            Answering(name.removeprefix(_FIELD), text)
            for name, text in said.items()
            if name.startswith(_FIELD) and text
        )
        return Way(said["channel"], said["source"], fields)


def shown(way: Way) -> dict[str, Any]:
    """Return a further way as its form shows it."""
    fields = {f"{_FIELD}{one.fact}": one.field for one in way.fields}
    return {"channel": way.channel, "source": way.source, **fields}
