"""The acts of credit, in procedural order."""

from nuocheng.credit.acts.ask_repair import ask_repair
from nuocheng.credit.acts.decide_repair import refuse_repair, repair
from nuocheng.credit.acts.enter_mark import Cause, enter_mark
from nuocheng.credit.acts.open_file import open_file

__all__ = ["Cause", "ask_repair", "enter_mark", "open_file", "refuse_repair", "repair"]
