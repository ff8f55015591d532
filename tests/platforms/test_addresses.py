"""Where messages may go: never to this machine or its network unless a setting names it, whatever names say."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.platforms.receiver import Running, running

from nuocheng.platforms.channels import addresses, posting
from nuocheng.platforms.channels.addresses import Unwelcome, checked, objection
from nuocheng.platforms.channels.posting import Fate, Parcel, post

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.9", "192.168.3.4", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_our_own_is_never_written_to(address: str) -> None:
    with pytest.raises(Unwelcome):
        checked([ip_address(address)], plain=False)


@pytest.mark.parametrize("address", ["1.1.1.1", "2400:3200::1", "64:ff9b::101:101"])
def test_an_address_of_the_world_may_be_written_to(address: str) -> None:
    assert checked([ip_address(address)], plain=False) == ip_address(address)


def test_one_bad_address_among_good_ones_is_enough() -> None:
    with pytest.raises(Unwelcome):
        checked([ip_address("1.1.1.1"), ip_address("10.0.0.1")], plain=False)


def test_a_network_named_in_the_setting_may_be_written_to_and_no_other(settings: Any) -> None:
    settings.NUOCHENG_WEBHOOK_NETWORKS = ["10.2.0.0/16"]
    assert checked([ip_address("10.2.3.4")], plain=True)
    with pytest.raises(Unwelcome):
        checked([ip_address("10.3.3.4")], plain=False)


def test_a_line_that_is_not_encrypted_stays_inside(settings: Any) -> None:
    assert objection("http://platform.example/hook")
    settings.NUOCHENG_WEBHOOK_NETWORKS = ["10.2.0.0/16"]
    assert not objection("http://platform.example/hook")
    with pytest.raises(Unwelcome):
        checked([ip_address("1.1.1.1")], plain=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_no_spelling_of_this_machine_reaches_it(host: str, receiver: Running) -> None:
    how = post(Parcel(f"http://{host}:{receiver.port}/trusts", {}, "{}"))
    assert how.fate is Fate.AWAY
    assert receiver.got() == []


def test_the_receiver_would_have_been_reached(
    receiver: Running, this_machine_may_be_written_to: None
) -> None:
    assert post(Parcel(receiver.url("trusts"), {}, "{}")).fate is Fate.TAKEN


def test_a_name_that_says_something_else_the_second_time_is_asked_once(
    receiver: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([[ip_address("1.1.1.1")], [ip_address("127.0.0.1")]])
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, port: int) -> list[addresses.Address]:
        asked.append(host)
        return next(said)

    def connect(_: object, host: str, *rest: object) -> object:
        connected.append(host)
        raise OSError("not in a test")

    monkeypatch.setattr(posting, "resolve", resolve)
    monkeypatch.setattr("httpcore2.SyncBackend.connect_tcp", connect)
    assert post(Parcel("https://rebinds.example/hook", {}, "{}")).fate is Fate.AWAY
    assert (asked, connected) == (["rebinds.example"], ["1.1.1.1"])


def a_certificate(folder: Path, name: str) -> Path:
    """Write a certificate of a name, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    day = datetime.now(UTC)
    alternative: x509.GeneralName = x509.DNSName(name)
    if name[0].isdigit():
        alternative = x509.IPAddress(ip_address(name))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.mark.usefixtures("this_machine_may_be_written_to")
def test_a_certificate_that_nobody_vouches_for_ends_the_attempt(tmp_path: Path) -> None:
    with running(tmp_path, a_certificate(tmp_path, "127.0.0.1")) as one:
        how = post(Parcel(one.url("trusts"), {}, "{}"))
        assert (how.fate, how.said) == (Fate.AWAY, "对方的证书或加密连接有问题")
        assert one.got() == []


@pytest.mark.usefixtures("this_machine_may_be_written_to")
def test_a_certificate_of_another_name_ends_the_attempt_and_the_right_one_does_not(tmp_path: Path) -> None:
    for name, fate in (("platform.example", Fate.AWAY), ("127.0.0.1", Fate.TAKEN)):
        folder = tmp_path / name
        folder.mkdir()
        file = a_certificate(folder, name)
        trust = ssl.create_default_context(cafile=str(file))
        with running(folder, file) as one:
            assert post(Parcel(one.url("trusts"), {}, "{}"), trust=trust).fate is fate
            assert len(one.got()) == (fate is Fate.TAKEN)


@pytest.mark.usefixtures("this_machine_may_be_written_to")
def test_where_nobody_listens_the_attempt_ends_in_words() -> None:
    assert post(Parcel("http://127.0.0.1:9/", {}, "{}")).said == "连不上对方"
    assert post(Parcel("http://no-such-host.invalid/", {}, "{}")).said == "连不上对方"
