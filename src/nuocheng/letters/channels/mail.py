"""邮件: through the office's own mail server (SMTP)."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage

from nuocheng.letters.channels.protocol import Attempt, Fate, Message

_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server: where, as whom, from which address, by which kind of line."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: str = "starttls"
    deadline_s: float = 10.0


class Mail:
    """E-mail through one server."""

    key = "email"
    title = "邮件"

    def __init__(self, server: Server) -> None:
        """Take the server."""
        self._server = server

    def send(self, message: Message) -> Attempt:
        """Send one e-mail in plain text; a repeated one bears the same Message-ID."""
        try:
            letter = self._written(message)
            with self._line() as line:
                line.send_message(letter)
        except smtplib.SMTPRecipientsRefused:
            return Attempt(Fate.NEVER, "邮件服务器不收这个邮箱地址")
        except smtplib.SMTPResponseException as said:
            fate = Fate.NEVER if said.smtp_code >= _PERMANENT else Fate.LATER
            return Attempt(fate, f"邮件服务器答复{said.smtp_code}")
        except (ValueError, IndexError):  # the second is how the library says that there is nothing at all
            return Attempt(Fate.NEVER, "邮箱地址写得不对")
        except (OSError, smtplib.SMTPException) as wrong:
            return Attempt(Fate.LATER, f"邮件服务器没有回应（{type(wrong).__name__}）")
        return Attempt(Fate.SENT, receipt_no=str(letter["Message-ID"])[:64])

    def _written(self, message: Message) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._server.sender
        letter["To"] = Address(addr_spec=message.address)
        letter["Subject"] = message.subject
        letter["Message-ID"] = f"<{message.key}@{self._server.sender.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        return letter

    def _line(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context()
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.deadline_s, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=server.deadline_s)
            if server.security == "starttls":
                line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
        return line
