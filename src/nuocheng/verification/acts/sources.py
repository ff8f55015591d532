"""Data sources are official: connecting, changing and suspending one is an act, with who did it and why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder, Overtaken
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.lifecycle import SourceState
from nuocheng.verification.models import Source
from nuocheng.verification.queries import sources as queries

#: The channels that a source can be asked by, and the ways of proving who we are.
CHANNELS = ("data_exchange", "credit_platform", "internal_record")
PROOFS = ("key", "hmac_sm3", "hmac_sha256", "certificate")
NAME = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
KEY = re.compile(r"[a-z][a-z0-9_]{1,47}")
#: Encrypted, or on this very machine; nothing that a path has not.
ADDRESS = re.compile(
    r"(https://[a-z0-9][a-z0-9.-]{0,200}|http://(127\.0\.0\.1|localhost))(:[1-9]\d{0,4})?(/[A-Za-z0-9._~/-]{0,90})?"
)
MOST_ASKED = 1_000_000
STEPS = {
    "suspend": "停用",
    "resume": "恢复使用",
    "switch_to_fallback": "切到备用来源",
    "turn_to_people": "转人工",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWish:
    """How a source is to be asked; *secret* and *certificate* are names of settings, never the things themselves."""

    title: str
    channel: str
    endpoint: str = ""
    proof: str = "key"
    app_key: str = ""
    secret: str = ""
    certificate: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    quota: int = 0
    at_once: int = 0
    purpose: str = ""
    basis: str = ""
    freshness_days: int = 0
    fallback: str = ""
    authorised_until: date | None = None


@founding_act("source.connect", by=Role.ADMINISTRATOR, file=Source)
def connect_source(on: Occasion, deed: Deed, *, key: str, wish: SourceWish) -> Source:
    """Connect a data source (接入数据来源): from now on it is asked as its entry says.

    Raises:
        Malformed: Something about it cannot be.
        Overtaken: There is a source of this key.

    """
    if not KEY.fullmatch(key):
        raise Malformed.at("key", "代号用小写字母开头，只含小写字母、数字和下划线，例如real_estate")
    if queries.exists(key):
        raise Overtaken(f"代号“{key}”已经有了，请打开它修改，或者换一个代号")
    row = Source(reference=key, **_looked_at(key, wish))
    return deed.found(row, "connect", note=_told(wish))


@official_act("source.change", by=Role.ADMINISTRATOR, file=Source)
def change_source(on: Occasion, source: Source, deed: Deed, *, wish: SourceWish) -> None:
    """Change how a data source is asked (修改数据来源); questions under way are not touched.

    Raises:
        Malformed: Something about it cannot be.

    """
    columns = _looked_at(source.reference, wish)
    if source.state == SourceState.ON_FALLBACK and not columns["fallback"]:
        raise Malformed.at("fallback", "现在正用备用来源，不能把它去掉。请先恢复使用，再修改")
    deed.move(source, "change", note=_told(wish), **columns)


@official_act("source.suspend", by=Role.ADMINISTRATOR, file=Source)
def suspend_source(on: Occasion, source: Source, deed: Deed, *, reason: str) -> None:
    """Stop asking a data source (停用): what is to be verified there waits until it is resumed.

    Raises:
        OutOfOrder: It is suspended already.
        Malformed: No reason is given.

    """
    _step(source, deed, "suspend", reason)


@official_act("source.resume", by=Role.ADMINISTRATOR, file=Source)
def resume_source(on: Occasion, source: Source, deed: Deed, *, reason: str) -> None:
    """Ask a data source again (恢复使用).

    Raises:
        OutOfOrder: It is in use.
        Malformed: No reason is given.

    """
    _step(source, deed, "resume", reason)


@official_act("source.switch_to_fallback", by=Role.ADMINISTRATOR, file=Source)
def switch_to_fallback(on: Occasion, source: Source, deed: Deed, *, reason: str) -> None:
    """Ask the source that stands in (切到备用来源); its answers are kept under its own name.

    Raises:
        OutOfOrder: It is done already, or the entry names no source that could stand in, or that one is not in use.
        Malformed: No reason is given.

    """
    source.ready_for("switch_to_fallback")
    other = queries.source_or_none(source.fallback)
    if other is None or other.state != SourceState.CONNECTED:
        raise OutOfOrder("没有可以用的备用来源。请先在“修改”里选一个正在使用的来源作备用")
    _step(source, deed, "switch_to_fallback", reason)


@official_act("source.turn_to_people", by=Role.ADMINISTRATOR, file=Source)
def turn_to_people(on: Occasion, source: Source, deed: Deed, *, reason: str) -> None:
    """Leave what a data source would say to people (转人工): officers ask other bodies, or go and look.

    Raises:
        OutOfOrder: It is done already.
        Malformed: No reason is given.

    """
    _step(source, deed, "turn_to_people", reason)


def _step(source: Source, deed: Deed, verb: str, reason: str) -> None:
    source.ready_for(verb)
    said = reason.strip()
    if not said:
        raise Malformed.at("reason", f"请写明{STEPS[verb]}的理由，以后查得到是谁、为什么")
    deed.move(source, verb, note={"reason": said}, why=said[:400])


def _looked_at(key: str, wish: SourceWish) -> dict[str, Any]:
    """Return the columns of an entry.

    Raises:
        Malformed: Something about it cannot be.

    """
    if not wish.title.strip():
        raise Malformed.at("title", "请写来源的名称，例如：不动产登记信息")
    if wish.channel not in CHANNELS:
        raise Malformed.at("channel", "请选用什么方式查它")
    _proven(wish)
    _measured(wish)
    _stood_in(key, wish)
    return {
        "title": wish.title.strip(),
        "channel": wish.channel,
        "endpoint": _reached(wish.endpoint),
        "proof": wish.proof,
        "app_key": wish.app_key.strip(),
        "secret": wish.secret.strip(),
        "certificate": wish.certificate.strip(),
        "mapping": json.dumps(_mapped(wish.mapping), ensure_ascii=False, sort_keys=True),
        "purpose": wish.purpose.strip(),
        "basis": wish.basis.strip(),
        "fallback": wish.fallback.strip(),
        "authorised_until": wish.authorised_until,
        "quota": wish.quota,
        "at_once": wish.at_once,
        "freshness_days": wish.freshness_days,
    }


def _reached(said: str) -> str:
    """Return the address of a source; blank leaves it to the installation.

    Raises:
        Malformed: It is none, or personal data would travel in the clear.

    """
    url = said.strip().rstrip("/")
    if url and not ADDRESS.fullmatch(url):
        text = "地址要以https://开头，例如https://share.example.gov.cn/api；不带问号后面的内容"
        raise Malformed.at("endpoint", text)
    return url


def _proven(wish: SourceWish) -> None:
    """Refuse what could not prove who we are.

    Raises:
        Malformed: The way is unknown, or a name it needs is missing or stands for nothing in the settings.

    """
    if wish.proof not in PROOFS:
        raise Malformed.at("proof", "请选怎么向对方证明身份")
    signs = wish.proof.startswith("hmac")
    if signs and not (wish.app_key.strip() and wish.app_key.isascii()):
        raise Malformed.at("app_key", "用签名时要写对方给的应用编号")
    if signs and not wish.secret.strip():
        raise Malformed.at("secret", "用签名时要写密钥名；密钥本身放在服务器设置里，不写在这里")
    if wish.proof == "certificate" and not wish.certificate.strip():
        raise Malformed.at("certificate", "用双向TLS时要写客户端证书名")
    _there("secret", wish.secret.strip(), settings.NUOCHENG_SOURCE_KEYS, "NUOCHENG_SOURCE_KEY_")
    _there(
        "certificate",
        wish.certificate.strip(),
        settings.NUOCHENG_SOURCE_CERTIFICATES,
        "NUOCHENG_SOURCE_CERT_",
    )


def _there(place: str, name: str, known: Mapping[str, str], setting: str) -> None:
    if not name:
        return
    if not NAME.fullmatch(name):
        raise Malformed.at(place, "这里写的是名字，不是密钥本身：大写字母开头，只含大写字母、数字和下划线")
    if name not in known:
        raise Malformed.at(place, f"服务器上没有设置{setting}{name}，请先设置好再接入")


def _measured(wish: SourceWish) -> None:
    measures = {"quota": "每天次数", "at_once": "同时次数", "freshness_days": "天数"}
    for place, words in measures.items():
        if not 0 <= getattr(wish, place) <= MOST_ASKED:
            raise Malformed.at(place, f"{words}要是0到{MOST_ASKED}的整数，0表示不限")
    if bool(wish.purpose.strip()) != bool(wish.basis.strip()):
        missing = "basis" if wish.purpose.strip() else "purpose"
        raise Malformed.at(missing, "用途代码和依据要一起写，或者都不写")


def _stood_in(key: str, wish: SourceWish) -> None:
    name = wish.fallback.strip()
    if not name:
        return
    if name == key:
        raise Malformed.at("fallback", "备用来源不能是它自己")
    if queries.source_or_none(name) is None:
        raise Malformed.at("fallback", f"没有代号是“{name}”的来源，请先接入备用来源")


def _mapped(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return how the source calls our fields.

    Raises:
        Malformed: A name is blank, or two fields would be the same of theirs.

    """
    found = {ours.strip(): theirs.strip() for ours, theirs in mapping.items()}
    if not all(ours and theirs for ours, theirs in found.items()):
        raise Malformed.at("mapping", "字段对照的每一行两边都要写，例如：usage=ghyt")
    if len(set(found.values())) != len(found):
        raise Malformed.at("mapping", "字段对照里有两个字段对到对方同一个字段，请核对")
    return found


def _told(wish: SourceWish) -> dict[str, object]:
    """Return what the entry says of a change: names and measures, no secret."""
    return {
        "channel": wish.channel,
        "endpoint": wish.endpoint.strip(),
        "proof": wish.proof,
        "quota": wish.quota,
        "fallback": wish.fallback.strip(),
        "authorised_until": wish.authorised_until.isoformat() if wish.authorised_until else "",
    }
