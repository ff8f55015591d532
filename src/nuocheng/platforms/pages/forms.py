"""The forms in which subscribers and portals are described."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.edge import forms as edge
from nuocheng.kernel.occasion import ASSURANCE_TITLES, Assurance
from nuocheng.people import queries as people
from nuocheng.platforms import queries
from nuocheng.platforms.channels.addresses import objection
from nuocheng.platforms.models import Portal, Subscriber
from nuocheng.platforms.official import PortalWish, Wish

#: The kinds of files that other systems ask about most, in the words of the desks.
OFFERED = (
    ("case", "办件：申请、告知、承诺、决定、办结、撤销"),
    ("task", "核查任务：查询结果和核查结论"),
    ("matter", "不实处理：立案、告知、陈述申辩、认定"),
    ("integrity", "诚信档案：记入、修复"),
    ("edition", "事项目录：公布、暂停、取消"),
    ("report", "月报"),
)
#: So much of a wrong answer is repeated in the sentence about it.
SHOWN = 60
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
        label="另外要的行为",
        required=False,
        max_length=2000,
        help_text="上面没有勾的种类，只要其中几种行为的，写在这里。一行一个，例如case.grant，名称见行为清单docs/acts.md",
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

    def clean_url(self) -> str:
        """Return the address.

        Raises:
            ValidationError: Nothing can be sent there.

        """
        said: str = self.cleaned_data["url"]
        against = objection(said)
        if against:
            raise ValidationError(against, code="address")
        return said

    def clean_verbs(self) -> str:
        """Return what is wanted besides the kinds.

        Raises:
            ValidationError: Nothing in the journal is called so.

        """
        said: str = self.cleaned_data["verbs"]
        known = queries.kinds_and_verbs()
        strange = [one for one in said.split() if one not in known and one not in chain(*known.values())]
        if strange:
            raise ValidationError(f"没有这种变动：{'、'.join(strange)[:SHOWN]}，请照清单填写", code="unknown")
        return said

    def wish(self) -> Wish:
        """Return what was filled in."""
        said = self.cleaned_data
        wanted = dict.fromkeys([*said["wanted"], *said["verbs"].split()])
        return Wish(said["name"], said["url"], tuple(wanted), said["department"])


class PortalForm(edge.Form):
    """Account, pages, and whose word."""

    name = edge.TextLine(
        label="平台名称",
        blank="请写平台名称",
        max_length=30,
        help_text="申请人会看到，例如：甘肃政务服务网",
    )
    account = edge.TextLine(
        label="接口账号",
        blank="请写接口账号",
        max_length=40,
        help_text="先用命令nuocheng people add添加，再用nuocheng people key给它机器密钥；不用给岗位",
    )
    origins = edge.LongText(
        label="可以嵌入的网站",
        required=False,
        max_length=1000,
        help_text="一行一个，例如https://zwfw.example.gov.cn；不填就只能在整个窗口里办",
    )
    returns = edge.LongText(
        label="办完回到的网址",
        blank="请至少写一个办完以后回到的网址",
        max_length=1000,
        help_text="一行一个完整网址，不带问号后面的内容",
    )
    issuer = edge.TextLine(
        label="身份凭证的签发方",
        blank="请写身份凭证的签发方",
        max_length=200,
        help_text="和对方凭证里的iss一字不差，例如https://zwfw.example.gov.cn",
    )
    keys = edge.LongText(
        label="验签公钥",
        blank="请贴对方的验签公钥",
        max_length=20_000,
        help_text="JWK Set格式的JSON，只放公钥；换钥时把新旧两把都贴上",
    )
    assurance = edge.OneOf(
        label="最多信到哪一级",
        blank="请选最多信到哪一级",
        choices=[(str(one), ASSURANCE_TITLES[one]) for one in (Assurance.REAL_NAME, Assurance.STRONG)],
    )

    def __init__(self, *args: Any, held: Portal | None = None, **kwargs: Any) -> None:
        """Take Django's arguments, and the portal as it is now."""
        if held is not None:
            names = ("name", "account", "issuer", "keys", "assurance")
            kwargs["initial"] = {name: getattr(held, name) for name in names} | {
                "origins": held.origins.replace(" ", "\n"),
                "returns": held.returns.replace(" ", "\n"),
            }
        super().__init__(*args, **kwargs)

    def wish(self) -> PortalWish:
        """Return what was filled in."""
        said = self.cleaned_data
        lists = {name: tuple(dict.fromkeys(said[name].split())) for name in ("origins", "returns")}
        return PortalWish(**{**said, **lists})
