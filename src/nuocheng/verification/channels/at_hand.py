"""The channels this installation can ask by machine: made from its settings and from what is set for each source."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from django.conf import settings

from nuocheng.verification.channels.configured import Configured
from nuocheng.verification.channels.credit_platform import CreditPlatform
from nuocheng.verification.channels.data_exchange import DataExchange
from nuocheng.verification.channels.guard import Guarded, Opener
from nuocheng.verification.channels.internal_record import InternalRecord, Row
from nuocheng.verification.channels.ledger import Kept, Ledger
from nuocheng.verification.channels.line import Endpoint, Signer
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.channels.signing import PlainKey, Proof, Signature
from nuocheng.verification.models import RegisterRow, Source

#: How long an officer or a job waits for one answer from outside.
DEADLINE_S = 8.0
#: More rows of one register about one number than this are not read: so many cannot be told apart anyway.
MOST_ROWS = 5
#: What people call the channels.
TITLES = {
    "internal_record": "部门内部核查",
    "data_exchange": "数据共享交换平台",
    "credit_platform": "全国信用信息共享平台",
}
#: How a channel that goes outside is made from an endpoint and a signature.
OUTSIDE: dict[str, Callable[[Endpoint, Signer], Channel]] = {
    "data_exchange": DataExchange,
    "credit_platform": CreditPlatform,
}


def channels(deadline_s: float = DEADLINE_S, ledger: Ledger | None = None) -> dict[str, Channel]:
    """Return the channels that can be asked by machine, by key; none takes longer than *deadline_s*.

    Each is behind the guard. A source that nobody set anything for is asked as the installation says.
    """
    openers: dict[str, Opener] = {"internal_record": _internal}
    openers |= {key: partial(_outside, key, deadline_s) for key in OUTSIDE}
    there = _there()
    return {
        key: Guarded(key, TITLES[key], openers, ledger or Kept())
        for key in ("internal_record", *OUTSIDE)
        if key == "internal_record" or key in there
    }


def _there() -> set[str]:
    """Return the channels outside that the installation, or an entry of a source, says where to reach."""
    found = {key for key in OUTSIDE if _installed(key)[0]}
    if len(found) < len(OUTSIDE):
        found |= set(Source.objects.exclude(endpoint="").values_list("channel", flat=True).distinct())
    return found


def _installed(key: str) -> tuple[str, Signer | None]:
    """Return where the installation reaches a channel, and how it proves itself; nothing where it has none."""
    if key == "credit_platform":
        url, app_key, secret = settings.NUOCHENG_CREDIT_PLATFORM
        return (url, Signature(app_key, secret)) if url and secret else ("", None)
    url, secret = settings.NUOCHENG_EXCHANGE
    return (url, PlainKey(secret)) if url and secret else ("", None)


def _outside(key: str, deadline_s: float, said: Configured | None) -> Channel:
    """Open the way to one source.

    Raises:
        ValueError: Nothing says where it is, or a secret or a certificate that its entry names is not there.

    """
    url, signer = _installed(key)
    certificate, roots = "", ""
    if said is not None:
        url = said.endpoint or url
        signer = _signer(said) or signer
        certificate = _named(settings.NUOCHENG_SOURCE_CERTIFICATES, said.certificate)
        roots = settings.NUOCHENG_SOURCE_ROOTS.get(said.certificate or said.secret, "")
    if not url or signer is None:
        message = f"nothing says how {key} is reached"
        raise ValueError(message)
    endpoint = Endpoint(
        url=url, deadline_s=deadline_s, ca_file=roots or None, certificate=certificate or None
    )
    return _opened(key, endpoint, signer)


@lru_cache(maxsize=64)
def _opened(key: str, endpoint: Endpoint, signer: Signer) -> Channel:
    """Keep a way that was opened: reading certificates takes longer than many an answer."""
    return OUTSIDE[key](endpoint, signer)


def _signer(said: Configured) -> Signer | None:
    """Return how a source's own entry has us prove ourselves; nothing where it leaves that to the installation."""
    secret = _named(settings.NUOCHENG_SOURCE_KEYS, said.secret)
    if said.proof in {Proof.HMAC_SM3, Proof.HMAC_SHA256}:
        return Signature(said.app_key, secret, said.proof)
    if said.proof is Proof.CERTIFICATE:
        return PlainKey("")
    return PlainKey(secret) if secret else None


def _named(there: dict[str, str], name: str) -> str:
    """Return what a name in a source's entry stands for.

    Raises:
        ValueError: The settings have nothing of that name.

    """
    if name and name not in there:
        message = f"the settings have no {name}"
        raise ValueError(message)
    return there.get(name, "")


def _internal(_said: Configured | None) -> Channel:
    return InternalRecord(_own_register)


def _own_register(register: str, number: str) -> list[Row]:
    rows = RegisterRow.objects.filter(register=register, number=number)[:MOST_ROWS]
    return [Row(row.number, row.name, row.as_of, row.fields) for row in rows]
