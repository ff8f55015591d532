"""The acts of letters, in procedural order."""

from nuocheng.letters.acts.at_the_desk import drop, post, print_out, retry
from nuocheng.letters.acts.queue_mailing import Addressed, lay_out, queue_mailing
from nuocheng.letters.acts.record_sending import record_sending

__all__ = ["Addressed", "drop", "lay_out", "post", "print_out", "queue_mailing", "record_sending", "retry"]
