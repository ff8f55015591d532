"""No act asks anybody outside: with the network taken away, acts go on and an act that dials is caught."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime

import pytest
from pytest_socket import SocketBlockedError, disable_socket, enable_socket

from nuocheng.credit import acts as credit
from nuocheng.credit.models import IntegrityFile
from nuocheng.journal import official
from nuocheng.journal.deeds import Deed
from nuocheng.journal.models import Entry
from nuocheng.journal.official import inside_act, official_act
from nuocheng.kernel.occasion import Occasion, Post, Role
from nuocheng.verification import acts as verification
from nuocheng.verification.acts import Duty, Heard

#: The library also warns of what it blocks, and a warning would be the first to break the test.
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DEPARTMENT = "11620402000001"
PARTY = "620402199001010017"


def by(role: Role) -> Occasion:
    """Return an occasion from a post of that role."""
    return Occasion("zhang", "张某", Post(role, DEPARTMENT), AT)


def duty() -> Duty:
    """Return a duty to verify one pledged fact."""
    return Duty(
        reference="2026-00001-1", origin="2026-00001", department=DEPARTMENT, item_name="某许可", party=PARTY,
        party_kind="person", party_name="王某", certificate="无犯罪记录证明", certificate_key="c1", fact_key="f1",
        label="没有犯罪记录", fact_type="boolean", comparison="is_true", claimed="是", channel="data_exchange",
        source="criminal_record", source_field="clean", standard="与库中记录一致", exempt_reason="",
        decided_at=AT, due_on=date(2027, 2, 1), due_provisional=False,
    )  # fmt: skip


def heard() -> Heard:
    """Return an answer that a source gave."""
    return Heard(
        channel="data_exchange", source="criminal_record", outcome="contradicted", observed="否", note="", raw=b"{}",
        digest="0" * 64, receipt_no="GX1", source_time=None, asked_at=AT, answered_at=AT, latency_ms=3,
    )  # fmt: skip


def story() -> None:
    """Do acts of two offices, from a duty to its finding and from a file to its mark."""
    verification.owe(by(Role.REVIEWER), duty=duty())
    verification.record_answer(by(Role.VERIFIER), "2026-00001-1", heard=heard())
    verification.record_finding(
        by(Role.VERIFIER), "2026-00001-1", verdict="refute", note="来源显示有记录，与承诺不一致"
    )
    credit.open_file(by(Role.CLERK), party=PARTY, name="王某")


@pytest.fixture
def no_network() -> object:
    """Take the network away for one test."""
    disable_socket()
    yield
    enable_socket()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_network")
def test_acts_need_no_network() -> None:
    story()
    assert list(Entry.objects.order_by("kind", "number").values_list("verb", flat=True)) == [
        "integrity.open",
        "task.owe",
        "task.record_answer",
        "task.refute",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_network")
def test_an_act_that_dials_is_caught_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "ACTS", dict(official.ACTS))
    there: list[bool] = []

    @official_act("integrity.dial", by=Role.CLERK, file=IntegrityFile)
    def dial(on: Occasion, file: IntegrityFile, deed: Deed) -> None:
        """Ask somebody outside in the middle of an act."""
        there.append(inside_act())
        socket.create_connection(("127.0.0.1", 9))

    reference = credit.open_file(by(Role.CLERK), party=PARTY, name="王某").reference
    with pytest.raises(SocketBlockedError):
        dial(by(Role.CLERK), reference)
    assert there == [True]
    assert Entry.objects.count() == 1
    assert not inside_act()


@pytest.mark.usefixtures("no_network")
def test_the_network_really_is_away() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket()
