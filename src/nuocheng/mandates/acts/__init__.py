"""The acts of mandates, in procedural order."""

from nuocheng.mandates.acts.end_mandate import end_mandate
from nuocheng.mandates.acts.give_mandate import MandateGiven, give_mandate
from nuocheng.mandates.acts.register_mandate import Principal, register_mandate

__all__ = ["MandateGiven", "Principal", "end_mandate", "give_mandate", "register_mandate"]
