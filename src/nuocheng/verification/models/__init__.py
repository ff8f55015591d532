"""Tables of verification: tasks, answers of sources, assistance, draws, data sources, visits, and the department's own registers."""

from nuocheng.verification.models.answer import Answer, Photo
from nuocheng.verification.models.assistance import (
    AssistanceRequest,
    DraftPage,
    Enclosure,
    Question,
    Reply,
    ReplyCode,
    ReplyDraft,
    ReplyPage,
)
from nuocheng.verification.models.batch import Advance, Batch, Snapshot
from nuocheng.verification.models.body import OutsideBody
from nuocheng.verification.models.draw import Draw, DrawList, SealedSeed
from nuocheng.verification.models.publicity import (
    ObjectionEvidence,
    ObjectionReply,
    Publicity,
    PublicityObjection,
)
from nuocheng.verification.models.recheck import Recheck, RecheckList, RecheckRound, RecheckSeed
from nuocheng.verification.models.register import RegisterRow
from nuocheng.verification.models.source import Source, SourceCall, SourceHealth, SourceHour
from nuocheng.verification.models.tally import RiskTally
from nuocheng.verification.models.task import Task
from nuocheng.verification.models.visit import (
    Came,
    Officer,
    Sighting,
    SightPhoto,
    Slot,
    TimeAsked,
    Visit,
    VisitPage,
    VisitSignature,
    VisitTask,
    asks_written,
)
from nuocheng.verification.models.written import LetterCode, WrittenCheck, WrittenMaterial

__all__ = [
    "Advance",
    "Answer",
    "AssistanceRequest",
    "Batch",
    "Came",
    "DraftPage",
    "Draw",
    "DrawList",
    "Enclosure",
    "LetterCode",
    "ObjectionEvidence",
    "ObjectionReply",
    "Officer",
    "OutsideBody",
    "Photo",
    "Publicity",
    "PublicityObjection",
    "Question",
    "Recheck",
    "RecheckList",
    "RecheckRound",
    "RecheckSeed",
    "RegisterRow",
    "Reply",
    "ReplyCode",
    "ReplyDraft",
    "ReplyPage",
    "RiskTally",
    "SealedSeed",
    "SightPhoto",
    "Sighting",
    "Slot",
    "Snapshot",
    "Source",
    "SourceCall",
    "SourceHealth",
    "SourceHour",
    "Task",
    "TimeAsked",
    "Visit",
    "VisitPage",
    "VisitSignature",
    "VisitTask",
    "WrittenCheck",
    "WrittenMaterial",
    "asks_written",
]
