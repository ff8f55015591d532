"""Every rule of mandates, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.mandates.rules.capacity_fits_the_party import capacity_fits_the_party
from nuocheng.mandates.rules.facts import Entrusting
from nuocheng.mandates.rules.giver_may_entrust import giver_may_entrust
from nuocheng.mandates.rules.mandate_has_its_term import mandate_has_its_term

MAY_STAND: tuple[Rule[Entrusting], ...] = (giver_may_entrust, capacity_fits_the_party, mandate_has_its_term)
