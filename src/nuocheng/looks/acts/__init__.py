"""The acts of looks, in procedural order."""

from nuocheng.looks.acts.clear import LOOKERS, ClearanceGiven, end_clearance, give_clearance
from nuocheng.looks.acts.complain import answer_complaint, complain
from nuocheng.looks.acts.look import Heard, Wanted, ask_look, record_look, refuse_look, settle_look

__all__ = [
    "LOOKERS",
    "ClearanceGiven",
    "Heard",
    "Wanted",
    "answer_complaint",
    "ask_look",
    "complain",
    "end_clearance",
    "give_clearance",
    "record_look",
    "refuse_look",
    "settle_look",
]
