"""Which addresses may be written to: nothing of this machine or its network, unless a setting names it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: IPv6 addresses that only wrap an IPv4 address, which is what counts then.
_WRAPPING = ipaddress.ip_network("64:ff9b::/96")


class Unwelcome(Exception):
    """An address that may not be written to, with the sentence that says why."""


def allowed_networks() -> tuple[Network, ...]:
    """Return the networks of our own that may be written to all the same."""
    return tuple(ipaddress.ip_network(one) for one in settings.NUOCHENG_WEBHOOK_NETWORKS)


def objection(url: str) -> str:
    """Say what is wrong with an address as it is written; nothing if nothing is."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "地址写得不对，请照这样写：https://平台域名/路径"
    if parts.scheme not in {"https", "http"} or not parts.hostname or not url.isascii():
        return "地址要以https://开头，写全域名，只用英文字母和数字"
    if parts.username or parts.password or parts.fragment or any(sign.isspace() for sign in url):
        return "地址里不能有账号、密码、#号和空格"
    if port == 0:
        return "端口不对，请核对"
    return _objection_to_where(parts.scheme, parts.hostname)


def _objection_to_where(scheme: str, host: str) -> str:
    if scheme == "http" and not allowed_networks():
        return "地址要以https://开头；内网平台只能用http的，请先由系统管理员设置“NUOCHENG_WEBHOOK_NETWORKS”"
    if _is_inside(host):
        return "地址指向本机或者内部网络；确实要发到内网的，请先由系统管理员设置“NUOCHENG_WEBHOOK_NETWORKS”"
    return ""


def resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host.

    Raises:
        OSError: Nobody knows the host.

    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def checked(addresses: Sequence[Address], *, plain: bool) -> Address:
    """Return the address to connect to, after every one of them was looked at.

    One bad address among good ones is enough: names that point both outside and inside are a known trick.

    Raises:
        Unwelcome: One of them is of this machine or its network; or the line is *plain* and leaves it.

    """
    ours = allowed_networks()
    for one in addresses:
        inside = any(one in network for network in ours)
        if not inside and not _is_public(one):
            raise Unwelcome("地址指向本机或者内部网络，没有发送")
        if plain and not inside:
            raise Unwelcome("不加密的地址只能在设置允许的内网里用，没有发送")
    return addresses[0]


def _is_inside(host: str) -> bool:
    """Say whether a host that is written as an address is of this machine or its network, and no setting names it."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return False  # a name: what it leads to is looked at whenever something is sent
    return not _is_public(address) and not any(address in network for network in allowed_networks())


def _is_public(address: Address) -> bool:
    wrapped = _wrapped(address) if isinstance(address, ipaddress.IPv6Address) else None
    seen = wrapped or address
    return seen.is_global and not seen.is_multicast


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _WRAPPING:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
