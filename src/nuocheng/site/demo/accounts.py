"""What the window wrote down of accounts in the demonstration: somebody who came without one."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.mandates import acts
from nuocheng.people import queries as people
from nuocheng.site.demo import cast

#: Fictional, like everybody here.
CAME = acts.Seen("person", "620402195103031014", "周福贵", "13800000093", "居民身份证原件", "card")


def prepare_accounts(now: datetime) -> None:
    """Let a clerk open an account for somebody who came to the window yesterday."""
    clerk = next(one for one in cast.players() if one.role == Role.CLERK)
    if people.accounts_of(CAME.number):
        return
    post = Post(Role.CLERK, clerk.department)
    on = Occasion(clerk.account, clerk.name, post, now - timedelta(days=1), door=Door.WINDOW)
    acts.open_account(on, seen=CAME)
