"""The form in which a subscriber is described."""

from __future__ import annotations

from typing import Any

from nuocheng.edge import forms as edge
from nuocheng.people import queries as people
from nuocheng.platforms.models import Subscriber
from nuocheng.platforms.official import Wish

#: The kinds of files that other systems ask about most, in the words of the desks.
OFFERED = (
    ("case", "办件：申请、告知、承诺、决定、办结、撤销"),
    ("task", "核查任务：查询结果和核查结论"),
    ("matter", "不实处理：立案、告知、陈述申辩、认定"),
    ("integrity", "诚信档案：记入、修复"),
    ("edition", "事项目录：公布、暂停、取消"),
    ("report", "月报"),
)
NAMES = frozenset(name for name, _ in OFFERED)


class SubscriberForm(edge.Form):
    """Name, address, and what is wanted."""

    name = edge.TextLine(label="平台名称", blank="请写平台名称", max_length=60)
    url = edge.TextLine(
        label="接收地址",
        blank="请写接收地址",
        max_length=300,
        help_text="对方接收变动的网址，以https://开头。内网地址要先在设置里放行",
    )
    department = edge.Pick(label="哪个单位的变动", choices=[], required=False)
    wanted = edge.SomeOf(label="要哪些变动", choices=OFFERED, required=False)
    verbs = edge.LongText(
        label="只要某些行为",
        required=False,
        max_length=2000,
        help_text="一行一个，例如case.grant。名称见行为清单docs/acts.md；上面勾选的种类会全部发送",
    )

    def __init__(self, *args: Any, held: Subscriber | None = None, **kwargs: Any) -> None:
        """Take Django's arguments, and the subscriber as it is now."""
        if held is not None:
            chosen = held.wanted.split()
            kwargs["initial"] = {
                "name": held.name,
                "url": held.url,
                "department": held.department,
                "wanted": [one for one in chosen if one in NAMES],
                "verbs": "\n".join(one for one in chosen if one not in NAMES),
            }
        super().__init__(*args, **kwargs)
        units = [(one.code, one.name) for one in people.departments()]
        self.fields["department"].choices = [("", "所有单位"), *units]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """Return what was filled in."""
        said = self.cleaned_data
        wanted = dict.fromkeys([*said["wanted"], *said["verbs"].split()])
        return Wish(said["name"], said["url"], tuple(wanted), said["department"])
