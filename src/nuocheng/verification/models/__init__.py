"""Tables of verification: tasks, the answers of sources, photographs, draws, and the department's own registers."""

from nuocheng.verification.models.answer import Answer, Photo
from nuocheng.verification.models.draw import Draw, DrawList, SealedSeed
from nuocheng.verification.models.register import RegisterRow
from nuocheng.verification.models.task import Task

__all__ = ["Answer", "Draw", "DrawList", "Photo", "RegisterRow", "SealedSeed", "Task"]
