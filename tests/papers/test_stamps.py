"""The stamp in a QR code: read back as written, refused after any change, found on a print at 150 dpi."""

from __future__ import annotations

import base64
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.papers import samples
from tests.papers.seeing import picture

from nuocheng.papers import stamp_keys, stamps
from nuocheng.papers.composing import Composer
from nuocheng.papers.stamps import BadStamp, Kind, Stamp

ADDRESS = "https://zwfw.baiyinqu.example.cn"
STAMP = Stamp(
    Kind.PLEDGE, "7K3M-92QX-0104", date(2026, 11, 22), "白区诺〔2026〕01043号", "张*华", "620402-wjj", "公共场所卫生许可"
)  # fmt: skip


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Give an installation that has just made its key."""
    settings.NUOCHENG_DATA, settings.NUOCHENG_STAMP_KEY = tmp_path, ""
    stamp_keys.forget()
    assert stamp_keys.make()
    yield tmp_path / stamp_keys.FOLDER
    stamp_keys.forget()


def payload(stamp: Stamp = STAMP) -> str:
    return stamps.stamped(ADDRESS, stamp).rpartition("/")[2]


def test_a_stamp_is_read_back_as_it_was_written() -> None:
    assert stamps.read(payload()) == STAMP
    long = replace(
        STAMP,
        item="公共场所卫生许可（新办、变更、延续、注销）",
        party="白银市某某餐饮管理服务有限责任公司第一分公司",
    )
    assert stamps.read(payload(long)) == replace(long, item=long.item[:10], party=long.party[:20])


@given(st.data())
def test_any_change_is_found_out(data: st.DataObject) -> None:
    raw = bytearray(base64.b32decode(payload() + "=" * (-len(payload()) % 8)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadStamp):
        stamps.read(base64.b32encode(raw).decode())


@pytest.mark.parametrize("text", ["", "A", "1", "AAAA", "😀", "A" * 800])
def test_what_is_no_stamp_is_refused(text: str) -> None:
    with pytest.raises(BadStamp):
        stamps.read(text)


def test_somebody_elses_key_is_refused() -> None:
    said = stamps._said(STAMP, stamp_keys.signing().id)
    forged = base64.b32encode(said + Ed25519PrivateKey.generate().sign(said)).decode().rstrip("=")
    with pytest.raises(BadStamp):
        stamps.read(forged)


def test_a_retired_key_still_reads_what_it_signed(keys: Path) -> None:
    old = payload()
    for path in keys.glob("*.pem"):
        path.unlink()
    stamp_keys.forget()
    assert stamps.stamped(ADDRESS, STAMP) == ""
    assert stamp_keys.make()
    assert payload() != old
    assert stamps.read(old) == stamps.read(payload()) == STAMP


def test_the_private_key_is_for_nobody_else(keys: Path) -> None:
    [private] = keys.glob("*.pem")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert not stamp_keys.make()


def test_the_environments_key_comes_first(settings: Any, keys: Path) -> None:
    [path] = keys.glob("*.pem")
    given_key, before = path.read_text(), payload()
    path.unlink()
    settings.NUOCHENG_STAMP_KEY = given_key
    stamp_keys.forget()
    assert payload() == before


def test_no_number_of_a_person_is_in_a_stamp() -> None:
    raw = base64.b32decode(payload() + "=" * (-len(payload()) % 8))
    assert "张建华".encode() not in raw
    assert len(raw) < 170


def test_the_code_with_its_stamp_is_small_enough_to_print() -> None:
    text = stamps.stamped(ADDRESS, STAMP)
    assert text == text.upper()
    assert segno.make(text, error="m").version <= 10


def test_the_stamp_is_read_from_a_print_at_150_dpi(composer: Composer) -> None:
    text = stamps.stamped(ADDRESS, STAMP)
    content = replace(samples.SIGNED, stamp=text).as_json()
    pdf = composer.compose("notice_and_pledge", content)
    (code,) = zxingcpp.read_barcodes(picture(pdf, 2, 150))
    assert code.text == text
    assert stamps.read(code.text.rpartition("/")[2]) == STAMP
    decision = composer.compose("decision", replace(samples.DECISION, stamp=text).as_json())
    (code,) = zxingcpp.read_barcodes(picture(decision, 3, 150))
    assert code.text == text
