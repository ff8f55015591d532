"""Every rule of letters, in the order in which a message is looked at."""

from nuocheng.kernel.rulings import Rule
from nuocheng.letters.rules.facts import Message
from nuocheng.letters.rules.message_has_no_link import message_has_no_link
from nuocheng.letters.rules.message_names_nobody import message_names_nobody

MAY_BE_TEXTED: tuple[Rule[Message], ...] = (message_has_no_link, message_names_nobody)
