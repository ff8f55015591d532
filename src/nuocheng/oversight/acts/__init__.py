"""The acts of oversight, in procedural order."""

from nuocheng.oversight.acts.draft_report import WRITERS, draft_report
from nuocheng.oversight.acts.submit_report import submit_report
from nuocheng.oversight.acts.take_report import accept_report, return_report
from nuocheng.oversight.acts.write_report import Texts, write_report

__all__ = [
    "WRITERS",
    "Texts",
    "accept_report",
    "draft_report",
    "return_report",
    "submit_report",
    "write_report",
]
