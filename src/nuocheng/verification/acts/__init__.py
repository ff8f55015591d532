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
from nuocheng.verification.acts.on_visit import put_on_visit, take_off_visit
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
from nuocheng.verification.acts.visit_record import (
    Seen,
    Shot,
    Signed,
    confirm_visit,
    contest_visit,
    note_sight,
    sign_visit,
)
from nuocheng.verification.acts.visits import (
    Trip,
    When,
    announce_visit,
    call_off_visit,
    notice_text,
    plan_visit,
    postpone_visit,
)
from nuocheng.verification.rules.drawing import Share

__all__ = [
    "NO_CODE",
    "Duty",
    "Heard",
    "Picture",
    "Replied",
    "Scheme",
    "Seen",
    "Share",
    "Shot",
    "Signed",
    "SourceWish",
    "Trip",
    "When",
    "Wish",
    "acknowledge_request",
    "announce_visit",
    "answer_by_code",
    "answer_request",
    "ask_further",
    "call_off_visit",
    "change_source",
    "close_request",
    "confirm_visit",
    "connect_source",
    "contest_visit",
    "dispute_refusal",
    "draft_request",
    "draw_task",
    "exempt",
    "finish_draw",
    "freeze_draw",
    "give_up_draw",
    "issue_code",
    "new_code",
    "note_sight",
    "notice_text",
    "opens",
    "owe",
    "pass_over",
    "plan_visit",
    "pool",
    "postpone_visit",
    "prepare_draw",
    "press",
    "put_on_visit",
    "record_answer",
    "record_finding",
    "refuse_request",
    "require_answer",
    "resume_source",
    "return_request",
    "reveal_draw",
    "send_request",
    "set_reply_aside",
    "sign_visit",
    "spare",
    "suspend_source",
    "switch_to_fallback",
    "take_off_visit",
    "trigger",
    "turn_to_people",
    "uphold_refusal",
    "use_reply",
    "withdraw_request",
]
