"""The acts of verification, in procedural order."""

from nuocheng.verification.acts.draws import (
    Scheme,
    finish_draw,
    freeze_draw,
    give_up_draw,
    prepare_draw,
    reveal_draw,
)
from nuocheng.verification.acts.owe import Duty, exempt, owe, pool, spare
from nuocheng.verification.acts.record_answer import Heard, Picture, record_answer
from nuocheng.verification.acts.record_finding import record_finding
from nuocheng.verification.acts.sampled import draw_task, pass_over, trigger
from nuocheng.verification.rules.drawing import Share

__all__ = [
    "Duty",
    "Heard",
    "Picture",
    "Scheme",
    "Share",
    "draw_task",
    "exempt",
    "finish_draw",
    "freeze_draw",
    "give_up_draw",
    "owe",
    "pass_over",
    "pool",
    "prepare_draw",
    "record_answer",
    "record_finding",
    "reveal_draw",
    "spare",
    "trigger",
]
