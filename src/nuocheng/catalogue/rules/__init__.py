"""Every rule of the catalogue, in the order an editor meets them."""

from nuocheng.catalogue.rules.basis_is_sufficient import basis_is_sufficient
from nuocheng.catalogue.rules.bureau_has_its_say import bureau_has_its_say
from nuocheng.catalogue.rules.certificate_has_purpose import certificate_has_purpose
from nuocheng.catalogue.rules.exclusion_names_its_ground import exclusion_names_its_ground
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, PublicationFacts, ReviewFacts
from nuocheng.catalogue.rules.facts_are_typed_and_checkable import facts_are_typed_and_checkable
from nuocheng.catalogue.rules.issuer_may_issue import issuer_may_issue
from nuocheng.catalogue.rules.item_asks_each_once import item_asks_each_once
from nuocheng.catalogue.rules.item_has_department import item_has_department
from nuocheng.catalogue.rules.plan_names_time_standard_way import plan_names_time_standard_way
from nuocheng.catalogue.rules.pledge_is_not_excluded import pledge_is_not_excluded
from nuocheng.catalogue.rules.review_was_passed import review_was_passed
from nuocheng.catalogue.rules.reviewer_is_not_editor import reviewer_is_not_editor
from nuocheng.kernel.rulings import Rule

ITEM_IS_COMPLETE: tuple[Rule[ItemFacts], ...] = (item_has_department, item_asks_each_once)
CERTIFICATE_IS_LAWFUL: tuple[Rule[Asked], ...] = (
    certificate_has_purpose,
    basis_is_sufficient,
    exclusion_names_its_ground,
    pledge_is_not_excluded,
    plan_names_time_standard_way,
    facts_are_typed_and_checkable,
)
#: These never stand against publication: they warn.
SHOULD_BE_MENDED: tuple[Rule[Asked], ...] = (issuer_may_issue,)
REVIEW_IS_INDEPENDENT: tuple[Rule[ReviewFacts], ...] = (reviewer_is_not_editor,)
MAY_BE_PUBLISHED: tuple[Rule[PublicationFacts], ...] = (review_was_passed, bureau_has_its_say)
