"""The states of an office's own template, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle


class TemplateState(StrEnum):
    """Where an office's own template stands."""

    CHECKED = "checked"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


TEMPLATES: Lifecycle[TemplateState] = Lifecycle(
    subject="template",
    births={"take_in": TemplateState.CHECKED},
    moves={
        "confirm": {TemplateState.CHECKED: TemplateState.IN_FORCE},
        "discard": {TemplateState.CHECKED: TemplateState.DISCARDED},
        "supersede": {TemplateState.IN_FORCE: TemplateState.SUPERSEDED},
        "withdraw": {TemplateState.IN_FORCE: TemplateState.WITHDRAWN},
    },
    titles={
        TemplateState.CHECKED: "查过了，待确认",
        TemplateState.IN_FORCE: "使用中",
        TemplateState.SUPERSEDED: "已有新版",
        TemplateState.WITHDRAWN: "已停用",
        TemplateState.DISCARDED: "没有采用",
    },
)
