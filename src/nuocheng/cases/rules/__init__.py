"""Every rule of cases, in the order an officer checks them."""

from nuocheng.cases.rules.applicant_was_told import applicant_was_told
from nuocheng.cases.rules.ceremony import Ceremony
from nuocheng.cases.rules.certificates_are_complete import certificates_are_complete
from nuocheng.cases.rules.decided_on_the_spot import decided_on_the_spot
from nuocheng.cases.rules.facts import Application, DecisionFacts, Eligibility, NoticeShown, PledgeText
from nuocheng.cases.rules.facts_are_given import facts_are_given
from nuocheng.cases.rules.good_standing import good_standing
from nuocheng.cases.rules.item_is_for_this_party import item_is_for_this_party
from nuocheng.cases.rules.method_is_accepted import method_is_accepted
from nuocheng.cases.rules.notice_came_first import notice_came_first
from nuocheng.cases.rules.pledge_covers_listed_certificates import pledge_covers_listed_certificates
from nuocheng.cases.rules.pledge_not_given_up import pledge_not_given_up
from nuocheng.cases.rules.pledge_says_everything import pledge_says_everything
from nuocheng.cases.rules.pledging_not_suspended import pledging_not_suspended
from nuocheng.cases.rules.refusal_gives_reasons import refusal_gives_reasons
from nuocheng.cases.rules.reviewer_is_not_clerk import reviewer_is_not_clerk
from nuocheng.cases.rules.signature_is_the_partys import signature_is_the_partys
from nuocheng.cases.rules.signer_may_sign import signer_may_sign
from nuocheng.cases.rules.still_in_good_standing import still_in_good_standing
from nuocheng.cases.rules.text_is_what_was_shown import text_is_what_was_shown
from nuocheng.cases.rules.witness_stands_apart import witness_stands_apart
from nuocheng.kernel.rulings import Rule

MAY_APPLY: tuple[Rule[Application], ...] = (item_is_for_this_party,)
MAY_PLEDGE: tuple[Rule[Eligibility], ...] = (good_standing, pledge_not_given_up, pledging_not_suspended)
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
MAY_GRANT: tuple[Rule[DecisionFacts], ...] = (
    decided_on_the_spot,
    reviewer_is_not_clerk,
    applicant_was_told,
    still_in_good_standing,
    certificates_are_complete,
)
MAY_REFUSE: tuple[Rule[DecisionFacts], ...] = (reviewer_is_not_clerk, refusal_gives_reasons)
