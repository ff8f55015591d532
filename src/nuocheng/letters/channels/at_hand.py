"""The ways outside that this installation has, made from its settings."""

from __future__ import annotations

from django.conf import settings

from nuocheng.edge.clock import now
from nuocheng.letters.channels.mail import Mail, Server
from nuocheng.letters.channels.protocol import Way
from nuocheng.letters.channels.text_message import Gateway, TextMessage

#: What each way is called, whether or not this installation has it.
TITLES = {"sms": "短信", "email": "邮件", "print": "纸质信件"}


def ways() -> dict[str, Way]:
    """Return the ways by which a machine can send, by key."""
    made: list[Way] = []
    url, account, secret = settings.NUOCHENG_SMS
    if url and secret:
        made.append(TextMessage(Gateway(url, account, secret), lambda: int(now().timestamp())))
    mail: Server | None = settings.NUOCHENG_MAIL
    if mail is not None:
        made.append(Mail(mail))
    return {way.key: way for way in made}
