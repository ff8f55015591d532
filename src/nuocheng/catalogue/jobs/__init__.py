"""What is done with the catalogue beyond single acts: bringing tables in, and what happens by itself."""

from nuocheng.catalogue.channels.marked import marked
from nuocheng.catalogue.channels.supplement import shipped_supplement
from nuocheng.catalogue.channels.table_file import report
from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.catalogue.jobs.daily import keep_watch, take_effect_due
from nuocheng.catalogue.jobs.imports import ask_to_read, carry_out_imports, read_import, read_imports
from nuocheng.catalogue.jobs.tables import Done, Staff, apply, staff_of
from nuocheng.catalogue.queries.planning import Intended, Plan, Progress, Stage, plan, suggestions

__all__ = [
    "Done",
    "Intended",
    "Plan",
    "Progress",
    "Staff",
    "Stage",
    "apply",
    "ask_to_read",
    "carry_out_imports",
    "keep_watch",
    "marked",
    "open_workbook",
    "plan",
    "read_import",
    "read_imports",
    "report",
    "shipped_supplement",
    "staff_of",
    "suggestions",
    "take_effect_due",
]
