"""The acts of mandates, and of the accounts that the window opens, in procedural order."""

from nuocheng.mandates.acts.end_mandate import end_mandate
from nuocheng.mandates.acts.enrol import Seen, correct_account, open_account, release_phone
from nuocheng.mandates.acts.give_mandate import MandateGiven, give_mandate
from nuocheng.mandates.acts.register_mandate import Principal, register_mandate

__all__ = [
    "MandateGiven",
    "Principal",
    "Seen",
    "correct_account",
    "end_mandate",
    "give_mandate",
    "open_account",
    "register_mandate",
    "release_phone",
]
