"""Portals (接入平台): registered by the administrator, with the pages that may frame a journey and whither it leads back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Assurance
from nuocheng.people import queries as people
from nuocheng.people.channels.tokens import Untrusted, fit_keys
from nuocheng.platforms.models import Portal

#: How sure a portal's word may make us at most.
ASSURANCES = (Assurance.REAL_NAME, Assurance.STRONG)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")
#: Signs that no address of a page has, and that mean something where it is written into one.
ODD = frozenset("\"<>'\\`{}|^")
#: So much of a wrong answer is repeated in the sentence about it.
SHOWN = 60
LONGEST_RETURN = 300


@dataclass(frozen=True, slots=True)
class PortalWish:
    """What a portal is to be."""

    name: str
    account: str
    origins: tuple[str, ...]
    returns: tuple[str, ...]
    issuer: str
    keys: str
    assurance: str = str(Assurance.REAL_NAME)


def register(wish: PortalWish, by: str, at: datetime) -> Portal:
    """Add a portal.

    Raises:
        Malformed: Something about it cannot be.

    """
    return Portal.objects.create(**_looked_at(wish), made_by=by, made_at=at)


def change_portal(one: Portal, wish: PortalWish) -> None:
    """Change what is held about a portal; journeys under way keep the page that frames them.

    Raises:
        Malformed: Something about it cannot be.

    """
    kept = _looked_at(wish, one)
    for name, value in kept.items():
        setattr(one, name, value)
    one.save(update_fields=list(kept))


def switch_portal(one: Portal, *, live: bool) -> None:
    """Switch a portal on or off; while it is off it gets no tickets, and the journeys it began stand still."""
    one.live = live
    one.save(update_fields=["live"])


def _looked_at(wish: PortalWish, one: Portal | None = None) -> dict[str, str]:
    others = Portal.objects.exclude(pk=one.pk) if one else Portal.objects.all()
    if not wish.name.strip():
        raise Malformed.at("name", "请写平台名称")
    if people.account(wish.account) is None:
        raise Malformed.at("account", "没有这个账号，请先用命令“nuocheng people add”添加")
    if others.filter(account=wish.account).exists():
        raise Malformed.at("account", "这个账号已经是别的接入平台的，一个平台要用一个账号")
    if not wish.issuer.strip():
        raise Malformed.at("issuer", "请写身份凭证的签发方，和对方凭证里的iss一字不差")
    if others.filter(issuer=wish.issuer).exists():
        raise Malformed.at("issuer", "这个签发方已经是别的接入平台的，请核对")
    if wish.assurance not in ASSURANCES:
        raise Malformed.at("assurance", "请选身份可信等级")
    return {
        "name": wish.name.strip(),
        "account": wish.account,
        "origins": " ".join(_origin(said) for said in wish.origins),
        "returns": " ".join(_return(said) for said in wish.returns) or _none_to_return(),
        "issuer": wish.issuer.strip(),
        "keys": _keys(wish.keys),
        "assurance": str(wish.assurance),
    }


def _origin(said: str) -> str:
    """Return an origin as browsers spell it.

    Raises:
        Malformed: It is none: a wildcard or a path would let in more than was meant.

    """
    origin = said.strip().rstrip("/").lower()
    if not ORIGIN.fullmatch(origin) or not _encrypted(origin):
        raise Malformed.at(
            "origins", f"“{said[:SHOWN]}”不对，请照“https://zwfw.example.gov.cn”这样写；一行一个"
        )
    return origin


def _return(said: str) -> str:
    url = said.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    odd = (
        parts.query or parts.fragment or parts.username or any(sign.isspace() or sign in ODD for sign in url)
    )
    if odd or not url.isascii() or not _encrypted(url) or len(url) > LONGEST_RETURN:
        raise Malformed.at(
            "returns",
            f"“{said[:SHOWN]}”不对，请照“https://zwfw.example.gov.cn/back”这样写；一行一个，不带问号后面的内容",
        )
    return url


def _none_to_return() -> str:
    raise Malformed.at("returns", "请至少写一个办完以后回到的网址")


def _encrypted(url: str) -> bool:
    """Say whether an address can be one, and is encrypted, or on this very machine in a demonstration."""
    try:
        parts = urlsplit(url)
        if parts.port == 0:
            return False
    except ValueError:
        return False
    here = parts.scheme == "http" and parts.hostname in LOOPBACK and not settings.SECURE_SSL_REDIRECT
    return bool(parts.hostname) and (parts.scheme == "https" or here)


def _keys(said: str) -> str:
    try:
        return json.dumps({"keys": fit_keys(json.loads(said))})
    except ValueError as wrong:
        raise Malformed.at("keys", "公钥读不出来，请贴JWK Set格式的JSON") from wrong
    except Untrusted as wrong:
        raise Malformed.at("keys", f"{wrong}；请贴JWK Set格式的公钥") from wrong
