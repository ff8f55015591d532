"""Tables of verification: tasks, answers of sources, requests for assistance, draws, data sources, and the department's own registers."""

from nuocheng.verification.models.answer import Answer, Photo
from nuocheng.verification.models.assistance import AssistanceRequest, Question, Reply, ReplyCode, ReplyPage
from nuocheng.verification.models.draw import Draw, DrawList, SealedSeed
from nuocheng.verification.models.register import RegisterRow
from nuocheng.verification.models.source import Source, SourceCall, SourceHealth, SourceHour
from nuocheng.verification.models.task import Task

__all__ = [
    "Answer",
    "AssistanceRequest",
    "Draw",
    "DrawList",
    "Photo",
    "Question",
    "RegisterRow",
    "Reply",
    "ReplyCode",
    "ReplyPage",
    "SealedSeed",
    "Source",
    "SourceCall",
    "SourceHealth",
    "SourceHour",
    "Task",
]
