"""The acts of the programme of work, in procedural order."""

from nuocheng.programme.acts.appoint import Reached, appoint_contact, end_contact
from nuocheng.programme.acts.explain import (
    Explained,
    accept_explanation,
    file_explanation,
    file_explanation_again,
    return_explanation,
    withdraw_explanation,
)
from nuocheng.programme.acts.milestones import (
    begin_milestone,
    confirm_milestone,
    report_milestone,
    return_milestone,
)
from nuocheng.programme.acts.open_round import close_round, open_round
from nuocheng.programme.acts.remind import Reminded, chase, remind
from nuocheng.programme.acts.taking_plan import publish_plan, return_plan, supersede_plan
from nuocheng.programme.acts.taking_summary import return_summary, take_summary
from nuocheng.programme.acts.writing_plan import UNFINISHED, draft_plan, file_plan, write_plan
from nuocheng.programme.acts.writing_summary import (
    LONGEST_PART,
    draft_summary,
    hand_in_summary,
    write_summary,
)

__all__ = [
    "LONGEST_PART",
    "UNFINISHED",
    "Explained",
    "Reached",
    "Reminded",
    "accept_explanation",
    "appoint_contact",
    "begin_milestone",
    "chase",
    "close_round",
    "confirm_milestone",
    "draft_plan",
    "draft_summary",
    "end_contact",
    "file_explanation",
    "file_explanation_again",
    "file_plan",
    "hand_in_summary",
    "open_round",
    "publish_plan",
    "remind",
    "report_milestone",
    "return_explanation",
    "return_milestone",
    "return_plan",
    "return_summary",
    "supersede_plan",
    "take_summary",
    "withdraw_explanation",
    "write_plan",
    "write_summary",
]
