"""Typed reading of NUOCHENG_* from the environment: fails loudly, safe by default."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

#: The secret of demonstrations: known to everyone, and so refused anywhere else.
DEMO_SECRET = "demonstration-only-" + "0" * 40
SHORTEST_SECRET = 40


class Misconfigured(SystemExit):
    """The environment does not allow a safe start; the message says what to set."""


def read(name: str, default: str = "") -> str:
    """Return NUOCHENG_<name>, or the contents of the file that NUOCHENG_<name>_FILE names."""
    path = os.environ.get(f"NUOCHENG_{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(f"NUOCHENG_{name}", default)


def is_on(name: str) -> bool:
    """Say whether a switch is set; anything but 1 or 0 is refused.

    Raises:
        Misconfigured: The value is neither.

    """
    value = read(name, "0")
    if value not in {"0", "1", ""}:
        raise Misconfigured(f"NUOCHENG_{name} 只能填 0 或 1，现在是“{value}”")
    return value == "1"


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the outside may decide about this installation."""

    demo: bool
    debug: bool
    secret: str
    data: Path
    database: dict[str, Any]
    hosts: list[str]
    https: bool
    district: str
    district_name: str
    district_mark: str
    phone: str
    review_body: str
    review_channel: str
    court: str
    signing_anchors: str
    eid: tuple[str, str, str, str]
    address: str
    exchange_url: str
    exchange_key: str
    credit_platform: tuple[str, str, str]
    sources: tuple[dict[str, str], dict[str, str], dict[str, str]]
    sms: tuple[str, str, str]
    mail: dict[str, Any] | None
    single_sign_on: dict[str, Any] | None
    rating: tuple[str, str]
    print_fonts: str
    webhook_networks: list[str]
    embed_ancestors: list[str]
    card_reader: str
    scanner: str
    scanner_down: str
    stamp_key: str
    batch: tuple[str, str, int]


def environment() -> Environment:
    """Read the whole environment.

    Raises:
        Misconfigured: A secret is missing or known, or a value cannot be read.

    """
    demo = is_on("DEMO")
    district_name = read("DISTRICT_NAME", "白银市白银区")
    address = read("ADDRESS", "http://127.0.0.1:8000")
    data = Path(read("DATA", "var")).resolve()
    return Environment(
        demo=demo,
        debug=is_on("DEBUG"),
        secret=_secret(demo=demo),
        data=data,
        database=_database(read("DATABASE_URL"), data),
        hosts=[host for host in read("HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host],
        https=read("HTTPS", "0" if demo else "1") == "1",
        district=read("DISTRICT", "620402"),
        district_name=district_name,
        district_mark=read("DISTRICT_MARK", "白区诺"),
        phone=read("PHONE", "0943-0000000"),
        review_body=read("REVIEW_BODY", f"{district_name}人民政府"),
        review_channel=read("REVIEW_CHANNEL"),
        court=read("COURT", f"{district_name}人民法院"),
        signing_anchors=read("SIGNING_ANCHORS"),
        eid=(read("EID_ISSUER"), read("EID_URL"), read("EID_AUDIENCE", address), read("EID_KEY")),
        address=address,
        **_data_sources(demo=demo),
        sms=(read("SMS_URL"), read("SMS_ACCOUNT", "nuocheng"), read("SMS_SECRET", "demo-sms-secret" * demo)),
        mail=_mail(read("MAIL_URL"), read("MAIL_FROM")),
        single_sign_on=_single_sign_on(read("OIDC_ISSUER")),
        rating=(read("RATING_URL"), read("RATING_KEY")),
        print_fonts=read("PRINT_FONTS"),
        webhook_networks=_networks(read("WEBHOOK_NETWORKS")),
        embed_ancestors=_origins(read("EMBED_ANCESTORS")),
        card_reader=_card_reader(read("CARD_READER")),
        scanner=_scanner(read("SCANNER")),
        scanner_down=_one_of("SCANNER_DOWN", read("SCANNER_DOWN"), ("refuse", "accept")),
        stamp_key=read("STAMP_KEY"),
        batch=_batch(),
    )


def _data_sources(*, demo: bool) -> dict[str, Any]:
    """Return how the sources outside are reached, and the secrets that entries of single sources name."""
    return {
        "exchange_url": read("EXCHANGE_URL", "http://127.0.0.1:8010"),
        "exchange_key": read("EXCHANGE_KEY", "demo-exchange-key" if demo else ""),
        "credit_platform": (
            read("CREDIT_PLATFORM_URL"),
            read("CREDIT_PLATFORM_APP_KEY", "nuocheng"),
            read("CREDIT_PLATFORM_SECRET", "demo-credit-secret" if demo else ""),
        ),
        "sources": (_named("SOURCE_KEY_"), _named("SOURCE_CERT_"), _named("SOURCE_ROOT_")),
    }


def _named(prefix: str) -> dict[str, str]:
    """Return what is set under names that begin so, by the rest of the name; a data source's entry names it."""
    names = {one.removesuffix("_FILE") for one in os.environ if one.startswith(f"NUOCHENG_{prefix}")}
    return {one.removeprefix(f"NUOCHENG_{prefix}"): read(one.removeprefix("NUOCHENG_")) for one in names}


def _batch() -> tuple[str, str, int]:
    """Return where whole sets are matched (empty for here, else Spark Connect), in how much memory, on how many cores.

    Raises:
        Misconfigured: One of the three is of another kind.

    """
    address, memory, cores = read("BATCH_ENGINE"), read("BATCH_MEMORY", "512MB"), read("BATCH_THREADS")
    if address and not (address.startswith("sc://") and urlsplit(address).hostname):
        raise Misconfigured("NUOCHENG_BATCH_ENGINE 要写成 sc://主机:15002；不写就在本机比对")
    if not re.fullmatch(r"[1-9][0-9]{0,5}(MB|GB)", memory):
        raise Misconfigured(f"NUOCHENG_BATCH_MEMORY 要写成 512MB 或 2GB 的样子，现在是“{memory}”")
    if cores and not re.fullmatch(r"[1-9][0-9]?", cores):
        raise Misconfigured(f"NUOCHENG_BATCH_THREADS 要写成 1 到 99 的整数，现在是“{cores}”")
    return address, memory, int(cores) if cores else max(1, (os.cpu_count() or 1) // 2)


def _scanner(address: str) -> str:
    """Return where the virus scanner (clamd) listens; empty where there is none.

    Raises:
        Misconfigured: The address is of another kind.

    """
    parts = urlsplit(address)
    good = (parts.scheme == "tcp" and parts.hostname) or (
        parts.scheme == "unix" and parts.path.startswith("/")
    )
    if address and not good:
        raise Misconfigured("NUOCHENG_SCANNER 要写成 tcp://主机:3310 或 unix:///路径/clamd.ctl")
    return address


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    """Return one of a few words, the first where nothing is set.

    Raises:
        Misconfigured: It is another word.

    """
    if value and value not in choices:
        raise Misconfigured(f"NUOCHENG_{name} 只能填 {' 或 '.join(choices)}，现在是“{value}”")
    return value or choices[0]


def _secret(*, demo: bool) -> str:
    """Return the signing secret.

    Raises:
        Misconfigured: Outside demonstrations it is missing, short, or the demonstration's own.

    """
    secret = read("SECRET_KEY")
    if demo:
        return secret or DEMO_SECRET
    if not secret:
        raise Misconfigured(
            "没有设置 NUOCHENG_SECRET_KEY（或 NUOCHENG_SECRET_KEY_FILE）。正式运行必须设置；只想看演示，请设 NUOCHENG_DEMO=1"
        )
    if secret == DEMO_SECRET or len(secret) < SHORTEST_SECRET:
        raise Misconfigured(
            f"NUOCHENG_SECRET_KEY 太短或是演示用的，请换成至少{SHORTEST_SECRET}个随机字符，"
            "例如运行：python3 -c “import secrets; print(secrets.token_urlsafe(48))”"
        )
    return secret


#: What a provider of identities tells about people, in our words: under its own names it comes by NUOCHENG_OIDC_CLAIMS.
CLAIMS = ("name", "number", "phone", "level", "organisation", "organisation_number")
#: How sure a level of the provider makes us, in our words.
ASSURANCES = ("real_name", "strong")


def _single_sign_on(issuer: str) -> dict[str, Any] | None:
    """Return how people are recognised by a provider outside, or nothing where there is none.

    Raises:
        Misconfigured: Its address is not encrypted, or we have no name there, or claims and levels cannot be read.

    """
    if not issuer:
        return None
    parts = urlsplit(issuer)
    here = parts.hostname in {"127.0.0.1", "::1", "localhost"}
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        raise Misconfigured("NUOCHENG_OIDC_ISSUER 要以 https:// 开头，和对方配置里的issuer一字不差")
    client_id = read("OIDC_CLIENT_ID")
    if not client_id:
        raise Misconfigured(
            "设置了 NUOCHENG_OIDC_ISSUER，还要用 NUOCHENG_OIDC_CLIENT_ID 写明对方给我们的编号"
        )
    return {
        "issuer": issuer,
        "client_id": client_id,
        "client_secret": read("OIDC_CLIENT_SECRET"),
        "scope": read("OIDC_SCOPE", "openid profile"),
        "claims": _pairs("OIDC_CLAIMS", read("OIDC_CLAIMS"), CLAIMS),
        "levels": _pairs("OIDC_LEVELS", read("OIDC_LEVELS", "2=real_name,3=strong,4=strong"), (), ASSURANCES),
    }


def _pairs(name: str, said: str, firsts: tuple[str, ...], seconds: tuple[str, ...] = ()) -> dict[str, str]:
    """Return pairs written as a=b,c=d; an empty choice lets anything stand on that side.

    Raises:
        Misconfigured: One of them is no pair, or a side is not among its choices.

    """
    found: dict[str, str] = {}
    for one in filter(None, (part.strip() for part in said.split(","))):
        first, equals, second = (part.strip() for part in one.partition("="))
        fits = (not firsts or first in firsts) and (not seconds or second in seconds)
        if not (first and equals and second and fits):
            choices = "、".join(firsts or seconds)
            raise Misconfigured(
                f"NUOCHENG_{name} 里的“{one}”看不懂，请写成 a=b,c=d 的样子，可以用：{choices}"
            )
        found[first] = second
    return found


def _networks(said: str) -> list[str]:
    """Return the networks of our own to which messages may be sent.

    Raises:
        Misconfigured: One of them is no network.

    """
    found = [one.strip() for one in said.split(",") if one.strip()]
    for one in found:
        try:
            ipaddress.ip_network(one)
        except ValueError as wrong:
            raise Misconfigured(
                f"NUOCHENG_WEBHOOK_NETWORKS 里的“{one}”不是网段，请照这样写：10.0.0.0/8,192.168.3.0/24"
            ) from wrong
    return found


def _origins(said: str) -> list[str]:
    """Return the origins that may show pages of ours inside their own.

    Raises:
        Misconfigured: One of them is no origin: a wildcard or a path would let in more than was meant.

    """
    found = [one.strip().rstrip("/") for one in said.split(",") if one.strip()]
    for one in found:
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", one):
            raise Misconfigured(
                f"NUOCHENG_EMBED_ANCESTORS 里的“{one}”不对，请照这样写：https://zwfw.example.gov.cn，几个用逗号隔开"
            )
    return found


def _card_reader(url: str) -> str:
    """Return the address of the card reader's service, which runs on each clerk's own machine.

    Raises:
        Misconfigured: It is on another machine: a number that was read would leave the window.

    """
    parts = urlsplit(url)
    if url and (
        parts.scheme not in {"http", "https"} or parts.hostname not in {"127.0.0.1", "localhost", "::1"}
    ):
        raise Misconfigured(
            "NUOCHENG_CARD_READER 要是窗口电脑自己的地址，例如 http://127.0.0.1:18889/api/read"
        )
    return url


def _database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the data folder, or PostgreSQL by its address.

    Raises:
        Misconfigured: The address is of another kind.

    """
    if not url:
        return sqlite(data / "nuocheng.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Misconfigured("NUOCHENG_DATABASE_URL 要以 postgresql:// 或 sqlite:/// 开头")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


#: How the mail server is reached, by the beginning of its address, and the port where none is given.
MAIL_LINES = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("plain", 25)}


def _mail(url: str, sender: str) -> dict[str, Any] | None:
    """Return how the mail server is reached, or nothing where there is none.

    Raises:
        Misconfigured: The address is of another kind, or there is none to send from.

    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in MAIL_LINES or not parts.hostname:
        raise Misconfigured(
            "NUOCHENG_MAIL_URL 要以 smtp://、smtps:// 或 smtp+plain:// 开头，例如 smtp://账号:密码@主机:587"
        )
    if "@" not in sender:
        raise Misconfigured("设置了 NUOCHENG_MAIL_URL，还要用 NUOCHENG_MAIL_FROM 写明从哪个邮箱发出")
    security, port = MAIL_LINES[parts.scheme]
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "sender": sender,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "security": security,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's description of a SQLite file that loses nothing it acknowledged.

    WAL with synchronous=FULL survives a power cut (NORMAL and OFF were seen to lose acknowledged
    rows); BEGIN IMMEDIATE takes the write lock first, so that two writers never dead-end.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        "TEST": {"NAME": str(path.with_name("test_" + path.name))},
    }
