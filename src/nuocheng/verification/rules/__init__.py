"""Every rule of verification, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.verification.rules.facts import FindingFacts
from nuocheng.verification.rules.finding_rests_on_evidence import finding_rests_on_evidence
from nuocheng.verification.rules.finding_says_why import finding_says_why

FINDING_IS_SOUND: tuple[Rule[FindingFacts], ...] = (finding_rests_on_evidence, finding_says_why)
