"""The credit information sharing platform (全国信用信息共享平台) as a channel: on which lists a party stands."""

from __future__ import annotations

from datetime import datetime

from nuocheng.verification.channels.credit_answer import read_report, written
from nuocheng.verification.channels.exchange_answer import Reading
from nuocheng.verification.channels.line import Call, Endpoint, Line, NoReply, Signer, usable
from nuocheng.verification.channels.outside import OutsideChannel
from nuocheng.verification.channels.protocol import Outcome, Question
from nuocheng.verification.channels.trouble import Trouble

PATH = "/api/v2/credit-report"


class CreditPlatform(OutsideChannel):
    """Asks the credit platform."""

    CALLED, TRIED = "信用平台", "/api/v2/ping"

    def __init__(self, endpoint: Endpoint, sign: Signer) -> None:
        """Prepare the connection; nothing is sent yet."""
        super().__init__(Line(endpoint, sign, name="credit-platform"))

    @property
    def key(self) -> str:
        """Name the channel for programs."""
        return "credit_platform"

    @property
    def title(self) -> str:
        """Name the channel for people."""
        return "全国信用信息共享平台"

    def _read(self, question: Question, at: datetime) -> tuple[Reading, bytes, int]:
        try:
            body = written(question)
        except ValueError:
            text = f"信用平台没有“{question.source}”这个来源，请改核查办法"
            return Reading(Outcome.SOURCE_DOWN, text, trouble=Trouble.REFUSED), b"", 0
        try:
            received, attempts = self._line.send(Call("POST", PATH, body))
            said = usable(received)
        except NoReply as why:
            return Reading(Outcome.SOURCE_DOWN, str(why), trouble=why.trouble), b"", 1
        return read_report(said, question, at=at), said, attempts
