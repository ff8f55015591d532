"""Every rule of the catalogue, in the order an editor meets them."""

from nuocheng.catalogue.rules.acronyms_are_explained import acronyms_are_explained
from nuocheng.catalogue.rules.basis_is_in_force import basis_is_in_force
from nuocheng.catalogue.rules.basis_is_sufficient import basis_is_sufficient
from nuocheng.catalogue.rules.basis_names_its_article import basis_names_its_article
from nuocheng.catalogue.rules.bounds_are_in_order import bounds_are_in_order
from nuocheng.catalogue.rules.bureau_has_its_say import bureau_has_its_say
from nuocheng.catalogue.rules.certificate_has_its_legal_name import certificate_has_its_legal_name
from nuocheng.catalogue.rules.certificate_has_purpose import certificate_has_purpose
from nuocheng.catalogue.rules.comments_are_answered import comments_are_answered
from nuocheng.catalogue.rules.conditions_can_be_measured import conditions_can_be_measured
from nuocheng.catalogue.rules.days_say_which import days_say_which
from nuocheng.catalogue.rules.early_check_fits_the_term import early_check_fits_the_term
from nuocheng.catalogue.rules.exclusion_names_its_ground import exclusion_names_its_ground
from nuocheng.catalogue.rules.expiry_is_named import expiry_is_named
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, Papers, PublicationFacts, ReviewFacts, Written
from nuocheng.catalogue.rules.facts_are_typed_and_checkable import facts_are_typed_and_checkable
from nuocheng.catalogue.rules.form_has_the_four_statements import form_has_the_four_statements
from nuocheng.catalogue.rules.form_says_everything import form_says_everything
from nuocheng.catalogue.rules.further_ways_can_be_taken import further_ways_can_be_taken
from nuocheng.catalogue.rules.ground_gives_reasons import ground_gives_reasons
from nuocheng.catalogue.rules.issuer_is_named import issuer_is_named
from nuocheng.catalogue.rules.issuer_may_issue import issuer_may_issue
from nuocheng.catalogue.rules.item_asks_each_once import item_asks_each_once
from nuocheng.catalogue.rules.item_has_department import item_has_department
from nuocheng.catalogue.rules.labels_are_concrete import labels_are_concrete
from nuocheng.catalogue.rules.list_entry_is_complete import list_entry_is_complete
from nuocheng.catalogue.rules.nothing_cancelled_returns import Demanded, nothing_cancelled_returns
from nuocheng.catalogue.rules.notice_says_everything import notice_says_everything
from nuocheng.catalogue.rules.plan_names_time_standard_way import plan_names_time_standard_way
from nuocheng.catalogue.rules.pledge_can_be_signed_on_paper import pledge_can_be_signed_on_paper
from nuocheng.catalogue.rules.pledge_is_not_excluded import pledge_is_not_excluded
from nuocheng.catalogue.rules.promised_term_is_lawful import promised_term_is_lawful
from nuocheng.catalogue.rules.publicity_shows_nothing_sensitive import publicity_shows_nothing_sensitive
from nuocheng.catalogue.rules.review_was_passed import review_was_passed
from nuocheng.catalogue.rules.reviewer_is_not_editor import reviewer_is_not_editor
from nuocheng.catalogue.rules.sentences_are_short import sentences_are_short
from nuocheng.catalogue.rules.signers_can_represent import signers_can_represent
from nuocheng.catalogue.rules.steps_are_named import steps_are_named
from nuocheng.catalogue.rules.steps_fit_the_term import steps_fit_the_term
from nuocheng.catalogue.rules.steps_say_who_acts import steps_say_who_acts
from nuocheng.catalogue.rules.text_has_no_catch_all import text_has_no_catch_all
from nuocheng.catalogue.rules.unit_has_its_lead import unit_has_its_lead
from nuocheng.catalogue.rules.ways_were_tried import ways_were_tried
from nuocheng.kernel.rulings import Rule

ITEM_IS_COMPLETE: tuple[Rule[ItemFacts], ...] = (
    item_has_department,
    unit_has_its_lead,
    item_asks_each_once,
    promised_term_is_lawful,
    signers_can_represent,
    pledge_can_be_signed_on_paper,
    early_check_fits_the_term,
)
#: Asked of what the notice and the pledge of an item are made from.
PAPERS_ARE_COMPLETE: tuple[Rule[Papers], ...] = (
    notice_says_everything,
    form_has_the_four_statements,
    form_says_everything,
)
CERTIFICATE_IS_LAWFUL: tuple[Rule[Asked], ...] = (
    certificate_has_purpose,
    basis_is_sufficient,
    basis_is_in_force,
    exclusion_names_its_ground,
    pledge_is_not_excluded,
    issuer_is_named,
    plan_names_time_standard_way,
    further_ways_can_be_taken,
    publicity_shows_nothing_sensitive,
    expiry_is_named,
    facts_are_typed_and_checkable,
    bounds_are_in_order,
)
#: A gate or a warning, as the law of the day says (switch.catalogue.ways_tried).
WAYS_ARE_ON_FILE: tuple[Rule[Asked], ...] = (ways_were_tried,)
#: These never stand against publication: they warn.
ITEM_SHOULD_BE_MENDED: tuple[Rule[ItemFacts], ...] = (
    steps_are_named,
    steps_say_who_acts,
    steps_fit_the_term,
)
SHOULD_BE_MENDED: tuple[Rule[Asked], ...] = (
    certificate_has_its_legal_name,
    issuer_may_issue,
    basis_names_its_article,
    ground_gives_reasons,
    list_entry_is_complete,
    labels_are_concrete,
)
#: Warnings too, asked of every text that an editor wrote.
READS_WELL: tuple[Rule[Written], ...] = (
    text_has_no_catch_all,
    sentences_are_short,
    acronyms_are_explained,
    days_say_which,
    conditions_can_be_measured,
)
REVIEW_IS_INDEPENDENT: tuple[Rule[ReviewFacts], ...] = (reviewer_is_not_editor, comments_are_answered)
MAY_BE_PUBLISHED: tuple[Rule[PublicationFacts], ...] = (review_was_passed, bureau_has_its_say)
#: Asked with what went before: the checklist warns of it, and the watch keeps it.
NOTHING_RETURNS: tuple[Rule[Demanded], ...] = (nothing_cancelled_returns,)
