"""The data sources of the demonstration, connected by the administrator as a real installation connects its own."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta

from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.site.demo import cast
from nuocheng.verification import acts
from nuocheng.verification.queries import sources


def prepare_data_sources(now: datetime, at: datetime) -> None:
    """Connect each source of the data file that is not there yet; those that stand in for another come first."""
    player = next(one for one in cast.players() if one.role == Role.ADMINISTRATOR)
    on = Occasion(player.account, player.name, Post(Role.ADMINISTRATOR), at, door=Door.WEB)
    rows = tomllib.loads((cast.DATA / "sources.toml").read_text(encoding="utf-8"))
    for key, row in sorted(rows.items(), key=lambda item: "fallback" in item[1]):
        days = row.pop("until", 0)
        until = now.date() + timedelta(days=days) if days else None
        if not sources.exists(key):
            acts.connect_source(on, key=key, wish=acts.SourceWish(**row, authorised_until=until))
