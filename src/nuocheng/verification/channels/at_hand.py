"""The channels this installation can ask by machine, made from its settings."""

from __future__ import annotations

from django.conf import settings

from nuocheng.verification.channels.data_exchange import DataExchange, ExchangeSettings
from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.models import RegisterRow

#: More rows of one register about one number than this are not read: so many cannot be told apart anyway.
MOST_ROWS = 5


def channels() -> dict[str, Channel]:
    """Return the channels that can be asked by machine, by key."""
    url, key = settings.NUOCHENG_EXCHANGE
    made: list[Channel] = [InternalRecord(_own_register)]
    if url and key:
        made.append(DataExchange(ExchangeSettings(url=url, key=key)))
    return {channel.key: channel for channel in made}


def _own_register(register: str, number: str) -> list[Row]:
    rows = RegisterRow.objects.filter(register=register, number=number)[:MOST_ROWS]
    return [Row(row.number, row.name, row.as_of, row.fields) for row in rows]
