"""The acts of credit, in procedural order."""

from nuocheng.credit.acts.answer_objection import dismiss_objection, uphold_objection
from nuocheng.credit.acts.ask_repair import ask_repair
from nuocheng.credit.acts.correct_mark import correct_mark
from nuocheng.credit.acts.decide_repair import refuse_repair, repair
from nuocheng.credit.acts.enter_mark import Cause, enter_mark
from nuocheng.credit.acts.file_objection import TERM as OBJECTION_TERM
from nuocheng.credit.acts.file_objection import file_objection, withdraw_objection
from nuocheng.credit.acts.open_file import open_file

__all__ = [
    "OBJECTION_TERM",
    "Cause",
    "ask_repair",
    "correct_mark",
    "dismiss_objection",
    "enter_mark",
    "file_objection",
    "open_file",
    "refuse_repair",
    "repair",
    "uphold_objection",
    "withdraw_objection",
]
