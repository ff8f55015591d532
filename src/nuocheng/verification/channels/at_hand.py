"""The channels this installation can ask by machine, made from its settings."""

from __future__ import annotations

from django.conf import settings

from nuocheng.verification.channels.data_exchange import DataExchange, ExchangeSettings
from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.models import RegisterRow

#: How long an officer or a job waits for one answer from outside.
DEADLINE_S = 8.0
#: More rows of one register about one number than this are not read: so many cannot be told apart anyway.
MOST_ROWS = 5


def channels(deadline_s: float = DEADLINE_S) -> dict[str, Channel]:
    """Return the channels that can be asked by machine, by key; none takes longer than *deadline_s*."""
    url, key = settings.NUOCHENG_EXCHANGE
    made: list[Channel] = [InternalRecord(_own_register)]
    if url and key:
        made.append(DataExchange(ExchangeSettings(url=url, key=key, deadline_s=deadline_s)))
    return {channel.key: channel for channel in made}


def _own_register(register: str, number: str) -> list[Row]:
    rows = RegisterRow.objects.filter(register=register, number=number)[:MOST_ROWS]
    return [Row(row.number, row.name, row.as_of, row.fields) for row in rows]
