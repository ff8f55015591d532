"""Every rule of verification, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.verification.rules.draw_has_shares import draw_has_shares
from nuocheng.verification.rules.draw_is_no_stricter_than_usual import draw_is_no_stricter_than_usual
from nuocheng.verification.rules.facts import DrawFacts, FindingFacts, TriggerFacts
from nuocheng.verification.rules.finding_rests_on_evidence import finding_rests_on_evidence
from nuocheng.verification.rules.finding_says_why import finding_says_why
from nuocheng.verification.rules.trigger_says_why import trigger_says_why

FINDING_IS_SOUND: tuple[Rule[FindingFacts], ...] = (finding_rests_on_evidence, finding_says_why)
DRAW_IS_FAIR: tuple[Rule[DrawFacts], ...] = (draw_has_shares, draw_is_no_stricter_than_usual)
TRIGGER_IS_GROUNDED: tuple[Rule[TriggerFacts], ...] = (trigger_says_why,)
