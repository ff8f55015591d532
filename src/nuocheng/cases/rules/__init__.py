"""Every rule of cases, in the order an officer checks them."""

from nuocheng.cases.rules.answer_meets_every_point import answer_meets_every_point
from nuocheng.cases.rules.applicant_was_told import applicant_was_told
from nuocheng.cases.rules.assignee_may_decide import assignee_may_decide
from nuocheng.cases.rules.call_says_what_came_of_it import call_says_what_came_of_it
from nuocheng.cases.rules.caller_did_not_handle_the_case import caller_did_not_handle_the_case
from nuocheng.cases.rules.ceremony import Ceremony
from nuocheng.cases.rules.certificates_are_complete import certificates_are_complete
from nuocheng.cases.rules.checked_before_the_decision import checked_before_the_decision
from nuocheng.cases.rules.correction_comes_in_time import correction_comes_in_time
from nuocheng.cases.rules.correction_is_asked_once import correction_is_asked_once
from nuocheng.cases.rules.correction_says_what_to_mend import correction_says_what_to_mend
from nuocheng.cases.rules.decided_on_the_spot import decided_on_the_spot
from nuocheng.cases.rules.decider_has_not_recused import decider_has_not_recused
from nuocheng.cases.rules.decider_is_assigned import decider_is_assigned
from nuocheng.cases.rules.decider_is_no_party import decider_is_no_party
from nuocheng.cases.rules.demand_is_explained import demand_is_explained
from nuocheng.cases.rules.extension_comes_once import extension_comes_once
from nuocheng.cases.rules.extension_is_approved import extension_is_approved
from nuocheng.cases.rules.facts import (
    Application,
    CallingBack,
    CorrectionAnswered,
    CorrectionAsked,
    Decider,
    DecisionFacts,
    Demanded,
    Eligibility,
    LaterEntry,
    NoticeShown,
    PledgeText,
    ProcedureTold,
    ScannedPaper,
    TermExtended,
    TurnedOrdinary,
)
from nuocheng.cases.rules.facts_are_given import facts_are_given
from nuocheng.cases.rules.good_standing import good_standing
from nuocheng.cases.rules.item_is_for_this_party import item_is_for_this_party
from nuocheng.cases.rules.later_entry_in_time import later_entry_in_time
from nuocheng.cases.rules.method_is_accepted import method_is_accepted
from nuocheng.cases.rules.notice_came_first import notice_came_first
from nuocheng.cases.rules.number_is_free import number_is_free
from nuocheng.cases.rules.pledge_covers_listed_certificates import pledge_covers_listed_certificates
from nuocheng.cases.rules.pledge_not_given_up import pledge_not_given_up
from nuocheng.cases.rules.pledge_says_everything import pledge_says_everything
from nuocheng.cases.rules.pledging_not_suspended import pledging_not_suspended
from nuocheng.cases.rules.procedure_is_over import procedure_is_over
from nuocheng.cases.rules.procedure_is_told import procedure_is_told
from nuocheng.cases.rules.refusal_gives_reasons import refusal_gives_reasons
from nuocheng.cases.rules.representative_fits_the_party import representative_fits_the_party
from nuocheng.cases.rules.reviewer_is_not_clerk import reviewer_is_not_clerk
from nuocheng.cases.rules.scans_are_complete import scans_are_complete
from nuocheng.cases.rules.signature_is_the_partys import signature_is_the_partys
from nuocheng.cases.rules.signer_may_sign import signer_may_sign
from nuocheng.cases.rules.stands_on_no_excluding_list import stands_on_no_excluding_list
from nuocheng.cases.rules.still_in_good_standing import still_in_good_standing
from nuocheng.cases.rules.text_is_what_was_shown import text_is_what_was_shown
from nuocheng.cases.rules.turning_gives_reasons import turning_gives_reasons
from nuocheng.cases.rules.witness_stands_apart import witness_stands_apart
from nuocheng.kernel.rulings import Rule

MAY_APPLY: tuple[Rule[Application], ...] = (item_is_for_this_party, representative_fits_the_party)
MAY_ENTER_LATER: tuple[Rule[LaterEntry], ...] = (number_is_free, later_entry_in_time)
MAY_PLEDGE: tuple[Rule[Eligibility], ...] = (
    good_standing,
    stands_on_no_excluding_list,
    pledge_not_given_up,
    pledging_not_suspended,
)
NOTICE_IS_CURRENT: tuple[Rule[NoticeShown], ...] = (notice_came_first,)
PLEDGE_IS_VALID: tuple[Rule[PledgeText], ...] = (
    pledge_says_everything,
    pledge_covers_listed_certificates,
    facts_are_given,
    signature_is_the_partys,
)
IS_SIGNED: tuple[Rule[Ceremony], ...] = (
    signer_may_sign,
    method_is_accepted,
    text_is_what_was_shown,
    witness_stands_apart,
)
SIGNED_ON_PAPER: tuple[Rule[ScannedPaper], ...] = (scans_are_complete,)
MAY_GRANT: tuple[Rule[DecisionFacts], ...] = (
    decided_on_the_spot,
    procedure_is_over,
    applicant_was_told,
    still_in_good_standing,
    certificates_are_complete,
    checked_before_the_decision,
)
MAY_REFUSE: tuple[Rule[DecisionFacts], ...] = (
    procedure_is_over,
    refusal_gives_reasons,
)
MAY_HANDLE: tuple[Rule[Decider], ...] = (
    reviewer_is_not_clerk,
    decider_is_no_party,
    decider_has_not_recused,
    decider_is_assigned,
)
MAY_STAND_ASIDE: tuple[Rule[Decider], ...] = (decider_has_not_recused,)
MAY_BE_ASSIGNED: tuple[Rule[Decider], ...] = (assignee_may_decide,)
MAY_ASK_CORRECTION: tuple[Rule[CorrectionAsked], ...] = (
    correction_is_asked_once,
    correction_comes_in_time,
    correction_says_what_to_mend,
)
MAY_DEMAND: tuple[Rule[Demanded], ...] = (demand_is_explained,)
CORRECTION_IS_ANSWERED: tuple[Rule[CorrectionAnswered], ...] = (answer_meets_every_point,)
MAY_BEGIN_PROCEDURE: tuple[Rule[ProcedureTold], ...] = (procedure_is_told,)
MAY_EXTEND: tuple[Rule[TermExtended], ...] = (extension_comes_once, extension_is_approved)
MAY_TURN_ORDINARY: tuple[Rule[TurnedOrdinary], ...] = (turning_gives_reasons,)
MAY_CALL_BACK: tuple[Rule[CallingBack], ...] = (caller_did_not_handle_the_case, call_says_what_came_of_it)
