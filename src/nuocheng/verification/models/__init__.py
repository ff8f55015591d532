"""Tables of verification: tasks, the answers of sources, photographs, and the department's own registers."""

from nuocheng.verification.models.answer import Answer, Photo
from nuocheng.verification.models.register import RegisterRow
from nuocheng.verification.models.task import Task

__all__ = ["Answer", "Photo", "RegisterRow", "Task"]
