"""The acts of papers: the offices' own templates."""

from nuocheng.papers.acts.bring_template import discard_template, take_in_template
from nuocheng.papers.acts.use_template import confirm_template, supersede_template, withdraw_template

__all__ = [
    "confirm_template",
    "discard_template",
    "supersede_template",
    "take_in_template",
    "withdraw_template",
]
