"""The acts of verification, in procedural order."""

from nuocheng.verification.acts.owe import Duty, exempt, owe
from nuocheng.verification.acts.record_answer import Heard, Picture, record_answer
from nuocheng.verification.acts.record_finding import record_finding

__all__ = ["Duty", "Heard", "Picture", "exempt", "owe", "record_answer", "record_finding"]
