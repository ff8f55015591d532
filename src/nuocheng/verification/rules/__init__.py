"""Every rule of verification, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.verification.rules.asked_body_is_another import asked_body_is_another
from nuocheng.verification.rules.draw_has_shares import draw_has_shares
from nuocheng.verification.rules.draw_is_no_stricter_than_usual import draw_is_no_stricter_than_usual
from nuocheng.verification.rules.facts import (
    AskingFurther,
    DrawFacts,
    FindingFacts,
    Reasoned,
    Replying,
    Requesting,
    SendingBack,
    TriggerFacts,
    Using,
)
from nuocheng.verification.rules.finding_rests_on_evidence import finding_rests_on_evidence
from nuocheng.verification.rules.finding_says_why import finding_says_why
from nuocheng.verification.rules.further_question_comes_once import further_question_comes_once
from nuocheng.verification.rules.online_comes_first import online_comes_first
from nuocheng.verification.rules.reply_on_paper_is_scanned import reply_on_paper_is_scanned
from nuocheng.verification.rules.reply_says_what_is_on_record import reply_says_what_is_on_record
from nuocheng.verification.rules.request_says_what_and_why import request_says_what_and_why
from nuocheng.verification.rules.step_gives_reasons import step_gives_reasons
from nuocheng.verification.rules.trigger_says_why import trigger_says_why
from nuocheng.verification.rules.used_reply_says_something import used_reply_says_something
from nuocheng.verification.rules.wrong_body_is_returned_in_time import wrong_body_is_returned_in_time

FINDING_IS_SOUND: tuple[Rule[FindingFacts], ...] = (finding_rests_on_evidence, finding_says_why)
DRAW_IS_FAIR: tuple[Rule[DrawFacts], ...] = (draw_has_shares, draw_is_no_stricter_than_usual)
TRIGGER_IS_GROUNDED: tuple[Rule[TriggerFacts], ...] = (trigger_says_why,)
MAY_REQUEST: tuple[Rule[Requesting], ...] = (
    online_comes_first,
    asked_body_is_another,
    request_says_what_and_why,
)
GIVES_REASONS: tuple[Rule[Reasoned], ...] = (step_gives_reasons,)
MAY_SEND_BACK: tuple[Rule[SendingBack], ...] = (wrong_body_is_returned_in_time,)
REPLY_IS_SOUND: tuple[Rule[Replying], ...] = (reply_says_what_is_on_record, reply_on_paper_is_scanned)
MAY_ASK_FURTHER: tuple[Rule[AskingFurther], ...] = (further_question_comes_once,)
MAY_USE: tuple[Rule[Using], ...] = (used_reply_says_something,)
