"""Every rule of looks, in the order in which they are checked."""

from nuocheng.kernel.rulings import Rule
from nuocheng.looks.rules.asker_is_cleared import asker_is_cleared
from nuocheng.looks.rules.clearance_is_sound import clearance_is_sound
from nuocheng.looks.rules.facts import Clearing, Looking
from nuocheng.looks.rules.look_has_its_basis import look_has_its_basis
from nuocheng.looks.rules.looks_of_the_day_are_left import looks_of_the_day_are_left
from nuocheng.looks.rules.nobody_looks_at_themselves import nobody_looks_at_themselves

MAY_LOOK: tuple[Rule[Looking], ...] = (
    asker_is_cleared,
    nobody_looks_at_themselves,
    look_has_its_basis,
    looks_of_the_day_are_left,
)
MAY_CLEAR: tuple[Rule[Clearing], ...] = (clearance_is_sound,)
