"""The scanner is asked in clamd's own words, and whatever it does, a file is neither lost nor kept unseen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from tests.holdings.clamd import EICAR, clamd

from nuocheng.holdings.channels import inspect
from nuocheng.holdings.channels.scanner import Scanner, ScannerDown, Verdict
from nuocheng.kernel.errors import ChannelDown, Malformed

PDF = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n"
WITH_EICAR = PDF[:-6] + b"% " + EICAR + b"\n%%EOF\n"


def test_a_clean_file_is_clean_and_a_known_one_is_named() -> None:
    with clamd() as server:
        scanner = Scanner(server.address)
        assert scanner.scan(PDF * 5000) == Verdict()
        assert scanner.scan(WITH_EICAR) == Verdict("Eicar-Test-Signature")
        assert scanner.check().ok


def test_a_socket_of_this_machine_serves_as_well(tmp_path: Path) -> None:
    with clamd(at=tmp_path / "clamd.ctl") as server:
        assert Scanner(server.address).scan(EICAR).found == "Eicar-Test-Signature"


@pytest.mark.parametrize("manner", ["slow", "garbage", "reset", "endless", "drip"])
def test_a_scanner_that_misbehaves_is_down_and_never_clean(manner: str) -> None:
    with clamd(manner) as server:
        scanner, began = Scanner(server.address, deadline_s=0.6), time.monotonic()
        with pytest.raises(ScannerDown):
            scanner.scan(PDF)
        assert time.monotonic() - began < 2
        assert not scanner.check().ok


def test_nobody_listening_is_down() -> None:
    with clamd() as server:
        address = server.address
    with pytest.raises(ScannerDown, match="连不上"):
        Scanner(address, deadline_s=1).scan(PDF)


def test_what_the_scanner_finds_too_large_is_not_called_clean() -> None:
    with clamd(most=1000) as server, pytest.raises(ScannerDown, match="看不懂"):
        Scanner(server.address).scan(b"x" * 5000)
    with pytest.raises(ScannerDown, match="没有送去查"):
        Scanner("tcp://127.0.0.1:1", most_bytes=10).scan(b"x" * 11)


def test_a_file_with_a_virus_is_not_taken(settings: object) -> None:
    with clamd() as server:
        settings.NUOCHENG_SCANNER = server.address
        with pytest.raises(Malformed, match="可能带病毒") as no:
            inspect(ContentFile(WITH_EICAR, "证明.pdf"))
        assert no.value.objections[0].rule == "file.virus"
        assert inspect(ContentFile(PDF, "证明.pdf")).media_type == "application/pdf"
        assert len(server.calls) == 2


def test_a_scanner_that_is_down_refuses_or_lets_in_as_the_setting_says(settings: object) -> None:
    with clamd("reset") as server:
        settings.NUOCHENG_SCANNER = server.address
        with pytest.raises(ChannelDown, match="过几分钟"):
            inspect(ContentFile(PDF, "证明.pdf"))
        settings.NUOCHENG_SCANNER_DOWN = "accept"
        assert inspect(ContentFile(PDF, "证明.pdf")).content == PDF


def test_without_a_scanner_nothing_is_asked(settings: object) -> None:
    settings.NUOCHENG_SCANNER = ""
    assert inspect(ContentFile(WITH_EICAR, "证明.pdf")).content == WITH_EICAR
