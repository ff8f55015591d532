"""The acts of verification, in procedural order."""

from nuocheng.verification.acts.dispute_refusal import dispute_refusal, require_answer, uphold_refusal
from nuocheng.verification.acts.draws import (
    Scheme,
    finish_draw,
    freeze_draw,
    give_up_draw,
    prepare_draw,
    reveal_draw,
)
from nuocheng.verification.acts.owe import Duty, exempt, owe, pool, spare
from nuocheng.verification.acts.press import press
from nuocheng.verification.acts.record_answer import Heard, Picture, record_answer
from nuocheng.verification.acts.record_finding import record_finding
from nuocheng.verification.acts.reply import (
    Replied,
    acknowledge_request,
    answer_by_code,
    answer_request,
    refuse_request,
    return_request,
)
from nuocheng.verification.acts.reply_code import NO_CODE, issue_code, new_code, opens
from nuocheng.verification.acts.request_assistance import Wish, draft_request, send_request, withdraw_request
from nuocheng.verification.acts.sampled import draw_task, pass_over, trigger
from nuocheng.verification.acts.sources import (
    SourceWish,
    change_source,
    connect_source,
    resume_source,
    suspend_source,
    switch_to_fallback,
    turn_to_people,
)
from nuocheng.verification.acts.use_reply import ask_further, close_request, set_reply_aside, use_reply
from nuocheng.verification.rules.drawing import Share

__all__ = [
    "NO_CODE",
    "Duty",
    "Heard",
    "Picture",
    "Replied",
    "Scheme",
    "Share",
    "SourceWish",
    "Wish",
    "acknowledge_request",
    "answer_by_code",
    "answer_request",
    "ask_further",
    "change_source",
    "close_request",
    "connect_source",
    "dispute_refusal",
    "draft_request",
    "draw_task",
    "exempt",
    "finish_draw",
    "freeze_draw",
    "give_up_draw",
    "issue_code",
    "new_code",
    "opens",
    "owe",
    "pass_over",
    "pool",
    "prepare_draw",
    "press",
    "record_answer",
    "record_finding",
    "refuse_request",
    "require_answer",
    "resume_source",
    "return_request",
    "reveal_draw",
    "send_request",
    "set_reply_aside",
    "spare",
    "suspend_source",
    "switch_to_fallback",
    "trigger",
    "turn_to_people",
    "uphold_refusal",
    "use_reply",
    "withdraw_request",
]
