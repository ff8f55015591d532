"""Every rule of verification, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.verification.rules.another_time_is_near_and_asked_once import (
    another_time_is_near_and_asked_once,
)
from nuocheng.verification.rules.asked_body_is_another import asked_body_is_another
from nuocheng.verification.rules.chosen_way_is_another import chosen_way_is_another
from nuocheng.verification.rules.draw_has_shares import draw_has_shares
from nuocheng.verification.rules.draw_is_no_stricter_than_usual import draw_is_no_stricter_than_usual
from nuocheng.verification.rules.facts import (
    Allowing,
    Announcing,
    AskingFurther,
    AskingTime,
    Choosing,
    Closing,
    Comparing,
    Concluding,
    DrawFacts,
    FindingFacts,
    Hours,
    InWriting,
    Objecting,
    Planning,
    Reasoned,
    Rechecking,
    Replying,
    Requesting,
    SendingBack,
    Showing,
    Sighted,
    SigningReply,
    Surprising,
    TriggerFacts,
    Using,
)
from nuocheng.verification.rules.finding_rests_on_evidence import finding_rests_on_evidence
from nuocheng.verification.rules.finding_says_why import finding_says_why
from nuocheng.verification.rules.further_question_comes_once import further_question_comes_once
from nuocheng.verification.rules.leave_is_given_by_another import leave_is_given_by_another
from nuocheng.verification.rules.next_way_follows_the_last import next_way_follows_the_last
from nuocheng.verification.rules.nothing_sensitive_is_shown import nothing_sensitive_is_shown
from nuocheng.verification.rules.objection_says_what_is_wrong import objection_says_what_is_wrong
from nuocheng.verification.rules.objections_are_answered_first import objections_are_answered_first
from nuocheng.verification.rules.officers_keep_away_from_their_own import (
    officers_keep_away_from_their_own,
)
from nuocheng.verification.rules.online_comes_first import online_comes_first
from nuocheng.verification.rules.publicity_is_its_turn import publicity_is_its_turn
from nuocheng.verification.rules.publicity_of_a_person_rests_on_consent import (
    publicity_of_a_person_rests_on_consent,
)
from nuocheng.verification.rules.recheck_is_by_another import recheck_is_by_another
from nuocheng.verification.rules.recheck_says_why import recheck_says_why
from nuocheng.verification.rules.reopened_is_found_by_a_third import reopened_is_found_by_a_third
from nuocheng.verification.rules.replaced_certificate_is_not_asked_for import (
    replaced_certificate_is_not_asked_for,
)
from nuocheng.verification.rules.reply_is_signed_by_another import reply_is_signed_by_another
from nuocheng.verification.rules.reply_on_paper_is_scanned import reply_on_paper_is_scanned
from nuocheng.verification.rules.reply_says_what_is_on_record import reply_says_what_is_on_record
from nuocheng.verification.rules.request_says_what_and_why import request_says_what_and_why
from nuocheng.verification.rules.sighting_says_enough import sighting_says_enough
from nuocheng.verification.rules.step_gives_reasons import step_gives_reasons
from nuocheng.verification.rules.trigger_says_why import trigger_says_why
from nuocheng.verification.rules.unannounced_visit_has_ground import unannounced_visit_has_ground
from nuocheng.verification.rules.untrue_comes_after_the_decision import untrue_comes_after_the_decision
from nuocheng.verification.rules.used_reply_says_something import used_reply_says_something
from nuocheng.verification.rules.visit_has_enough_officers import visit_has_enough_officers
from nuocheng.verification.rules.visit_is_announced_in_time import visit_is_announced_in_time
from nuocheng.verification.rules.visit_is_in_working_hours import visit_is_in_working_hours
from nuocheng.verification.rules.visit_is_needed import visit_is_needed
from nuocheng.verification.rules.visit_is_to_one_place import visit_is_to_one_place
from nuocheng.verification.rules.visit_record_is_whole import visit_record_is_whole
from nuocheng.verification.rules.visits_keep_to_the_cap import visits_keep_to_the_cap
from nuocheng.verification.rules.ways import Trial
from nuocheng.verification.rules.written_check_is_its_turn import written_check_is_its_turn
from nuocheng.verification.rules.written_check_says_what_is_wanted import written_check_says_what_is_wanted
from nuocheng.verification.rules.written_result_says_why import written_result_says_why
from nuocheng.verification.rules.wrong_body_is_returned_in_time import wrong_body_is_returned_in_time

FINDING_IS_SOUND: tuple[Rule[FindingFacts], ...] = (
    reopened_is_found_by_a_third,
    untrue_comes_after_the_decision,
    finding_rests_on_evidence,
    finding_says_why,
)
RECHECK_IS_SOUND: tuple[Rule[Rechecking], ...] = (recheck_is_by_another, recheck_says_why)
DRAW_IS_FAIR: tuple[Rule[DrawFacts], ...] = (draw_has_shares, draw_is_no_stricter_than_usual)
TRIGGER_IS_GROUNDED: tuple[Rule[TriggerFacts], ...] = (trigger_says_why,)
MAY_TAKE_NEXT_WAY: tuple[Rule[Trial], ...] = (next_way_follows_the_last,)
MAY_CHOOSE_WAY: tuple[Rule[Choosing], ...] = (chosen_way_is_another,)
MAY_REQUEST: tuple[Rule[Requesting], ...] = (
    online_comes_first,
    asked_body_is_another,
    request_says_what_and_why,
)
GIVES_REASONS: tuple[Rule[Reasoned], ...] = (step_gives_reasons,)
MAY_SEND_BACK: tuple[Rule[SendingBack], ...] = (wrong_body_is_returned_in_time,)
REPLY_IS_SOUND: tuple[Rule[Replying], ...] = (reply_says_what_is_on_record, reply_on_paper_is_scanned)
MAY_SIGN: tuple[Rule[SigningReply], ...] = (reply_is_signed_by_another,)
MAY_ASK_FURTHER: tuple[Rule[AskingFurther], ...] = (further_question_comes_once,)
MAY_USE: tuple[Rule[Using], ...] = (used_reply_says_something,)
MAY_VISIT: tuple[Rule[Planning], ...] = (
    visit_is_needed,
    visit_is_to_one_place,
    visit_has_enough_officers,
    officers_keep_away_from_their_own,
    visits_keep_to_the_cap,
)
MAY_SURPRISE: tuple[Rule[Surprising], ...] = (unannounced_visit_has_ground,)
MAY_ALLOW: tuple[Rule[Allowing], ...] = (leave_is_given_by_another,)
MAY_ASK_TIME: tuple[Rule[AskingTime], ...] = (another_time_is_near_and_asked_once,)
MAY_COME: tuple[Rule[Hours], ...] = (visit_is_in_working_hours,)
MAY_ANNOUNCE: tuple[Rule[Announcing], ...] = (visit_is_announced_in_time,)
SIGHTING_IS_SOUND: tuple[Rule[Sighted], ...] = (sighting_says_enough,)
RECORD_IS_WHOLE: tuple[Rule[Closing], ...] = (visit_record_is_whole,)
MAY_ASK_IN_WRITING: tuple[Rule[InWriting], ...] = (
    written_check_is_its_turn,
    written_check_says_what_is_wanted,
    replaced_certificate_is_not_asked_for,
)
WRITTEN_RESULT_IS_SOUND: tuple[Rule[Comparing], ...] = (written_result_says_why,)
MAY_SHOW: tuple[Rule[Showing], ...] = (
    publicity_is_its_turn,
    nothing_sensitive_is_shown,
    publicity_of_a_person_rests_on_consent,
)
MAY_OBJECT: tuple[Rule[Objecting], ...] = (objection_says_what_is_wrong,)
MAY_CONCLUDE: tuple[Rule[Concluding], ...] = (objections_are_answered_first,)
