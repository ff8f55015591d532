"""However the credit platform lets us down, nobody is taken for listed who is not, and an answer comes in time."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from tests.simulator import credit_rig as rigs
from tests.simulator.credit_rig import CreditRig, about, credit_platform
from tests.verification.asking import AT

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.simulator.faults import Mode
from nuocheng.verification.channels.credit_answer import read_report, written
from nuocheng.verification.channels.credit_platform import PATH
from nuocheng.verification.channels.line import Call
from nuocheng.verification.channels.protocol import Answer, Outcome
from nuocheng.verification.channels.signing import Proof, Signature
from nuocheng.verification.channels.trouble import Trouble
from nuocheng.verification.rules.compare import Claim, Verdict, compare_any

pytestmark = pytest.mark.req("S8.3")

DEADLINE, SPARE = 1.0, 1.0
#: What each fault must come out as; one that is missing here fails the test below.
EXPECTED = {
    Mode.NONE: "",
    Mode.DOWN: "server_error",
    Mode.ERROR: "server_error",
    Mode.LIMITED: "over_quota",
    Mode.SLOW: "slow",
    Mode.DRIP: "slow",
    Mode.DRIP_HEADERS: "slow",
    Mode.BLACKHOLE: "slow",
    Mode.RESET: "reset",
    Mode.TRUNCATE: "truncated",
    Mode.GARBAGE: "garbage",
    Mode.LOGIN_PAGE: "garbage",
    Mode.OVERSIZE: "oversize",
    Mode.COMPRESSED: "garbage",
    Mode.REDIRECT: "refused",
    Mode.FLAPPING: "server_error",
    Mode.WRONG_SUBJECT: "wrong_subject",
    Mode.WRONG_REQUEST: "wrong_subject",
    Mode.EXTRA_FIELD: "schema_changed",
    Mode.STALE: "stale",
}


@pytest.fixture(scope="module")
def rig() -> Iterator[CreditRig]:
    with credit_platform() as running:
        yield running


def is_listed(answer: Answer) -> Verdict | None:
    """Judge the pledge "I am on no such list" as verification does."""
    claim = Claim("listed", FactType.BOOLEAN, "", Comparison.IS_FALSE)
    if answer.outcome is not Outcome.FOUND:
        return None
    return compare_any(claim, [record["listed"] for record in answer.records]).verdict


def test_every_fault_of_the_platform_has_an_expectation_here() -> None:
    assert set(EXPECTED) == set(Mode)


@pytest.mark.parametrize("mode", list(Mode))
def test_nobody_is_taken_for_listed_whatever_the_platform_does(rig: CreditRig, mode: Mode) -> None:
    channel = rig.connect(DEADLINE)
    rig.set_fault(mode)
    started = time.monotonic()
    answer = channel.ask(about(rigs.CLEAN), at=AT)
    took = time.monotonic() - started
    rig.set_fault("none")
    channel.close()
    assert str(answer.trouble) == EXPECTED[mode], answer.note
    assert is_listed(answer) in {None, Verdict.CONSISTENT}
    assert took < DEADLINE + SPARE
    assert bool(answer.raw) == (mode in {Mode.NONE, Mode.STALE})


@pytest.mark.parametrize("proof", [Proof.HMAC_SM3, Proof.HMAC_SHA256])
@pytest.mark.parametrize(
    ("who", "source", "verdict"),
    [
        (rigs.LISTED, "serious_dishonesty", Verdict.CONTRADICTED),
        (rigs.LISTED, "administrative_penalty", Verdict.CONSISTENT),
        (rigs.ENDED, "serious_dishonesty", Verdict.CONSISTENT),
        (rigs.FINED, "administrative_penalty", Verdict.CONTRADICTED),
        (rigs.COMPANY, "serious_dishonesty", Verdict.CONTRADICTED),
        (rigs.CLEAN, "untrue_pledge", Verdict.CONSISTENT),
        (("没有这个人", "620402198503122031"), "serious_dishonesty", None),
    ],
)
def test_only_an_entry_in_force_on_the_list_asked_for_says_anything(
    rig: CreditRig, proof: Proof, who: tuple[str, str], source: str, verdict: Verdict | None
) -> None:
    channel = rig.connect(3.0, proof)
    answer = channel.ask(about(who, source), at=AT)
    channel.close()
    assert is_listed(answer) is verdict, answer.note
    assert answer.receipt_no.startswith("XYBG-20261123-")
    assert hashlib.sha256(answer.raw).hexdigest() == answer.digest


def test_a_report_names_authority_document_clause_and_term_of_every_entry(rig: CreditRig) -> None:
    channel = rig.connect(3.0)
    fields = ("list", "authority", "document_no", "basis", "valid_until")
    answer = channel.ask(about(rigs.COMPANY, "credit_report", fields=fields), at=AT)
    channel.close()
    assert [record["list"] for record in answer.records] == ["serious_dishonesty", "administrative_penalty"]
    assert answer.records[0]["document_no"] == "白区人社失列〔2026〕1号"
    assert answer.records[0]["valid_until"] == "2029-01-29"


@pytest.mark.parametrize(
    "changes",
    [
        {"X-Signature": "0" * 64},
        {"X-App-Key": "somebody"},
        {"X-Timestamp": "1700000000"},
        {"X-Signature-Method": "HMAC-MD5"},
    ],
)
def test_the_platform_takes_nothing_that_is_not_signed(rig: CreditRig, changes: dict[str, str]) -> None:
    body = written(about(rigs.CLEAN))
    headers = dict(Signature(rigs.APP, rig.secret)(Call("POST", PATH, body)))
    with httpx2.Client(base_url=rig.url, trust_env=False) as http:
        wrong = http.post(PATH, content=body, headers={**headers, **changes})
        right = http.post(PATH, content=body, headers=headers)
        again = http.post(PATH, content=body, headers=headers)
        other = http.post(
            PATH, content=body + b" ", headers=dict(Signature(rigs.APP, rig.secret)(Call("POST", PATH, body)))
        )
    assert (wrong.status_code, right.status_code, again.status_code, other.status_code) == (
        401,
        200,
        401,
        401,
    )


def test_a_fault_can_be_set_for_one_party_alone_by_the_page(rig: CreditRig) -> None:
    form = {"mode": "error", "number": rigs.FINED[1], "key": rig.admin_key}
    with httpx2.Client(base_url=rig.url, trust_env=False) as http:
        assert http.get("/").text.count("<option") == len(Mode)
        assert http.post("/admin/fault", data={**form, "key": "wrong"}).status_code == 401
        assert http.post("/admin/fault", data=form).status_code == 200
    channel = rig.connect(3.0)
    said = [channel.ask(about(who), at=AT).trouble for who in (rigs.FINED, rigs.CLEAN)]
    channel.close()
    rig.set_fault("none", rigs.FINED[1])
    assert said == [Trouble.SERVER_ERROR, Trouble.NONE]


def test_the_quota_of_the_platform_is_told_as_such() -> None:
    with credit_platform("--quota", "1") as small:
        channel = small.connect(3.0)
        said = [channel.ask(about(rigs.CLEAN), at=AT).trouble for _ in range(2)]
        channel.close()
    assert said == [Trouble.NONE, Trouble.OVER_QUOTA]


def test_a_question_that_the_platform_has_no_list_for_never_goes_out(rig: CreditRig) -> None:
    answer = rig.connect().ask(about(rigs.CLEAN, "marriage"), at=AT)
    assert (answer.trouble, answer.attempts) == (Trouble.REFUSED, 0)


def test_the_platform_can_be_tried_without_asking_about_anybody(rig: CreditRig) -> None:
    assert rig.connect(3.0).check().ok


@pytest.mark.parametrize(
    "change",
    [
        {"lists": []},
        {"lists": [{"list": "XZCF", "title": "行政处罚", "entries": []}]},
        {"lists": [{"list": "YZSX", "title": "严", "entries": [{"entryNo": "1"}]}]},
        {"dataDate": "昨天"},
        {"dataDate": "2027-01-01"},
        {"code": "9999"},
        {"reportNo": ""},
    ],
)
def test_an_answer_that_departs_from_what_was_agreed_is_not_used(
    rig: CreditRig, change: dict[str, Any]
) -> None:
    from_platform = rig.connect(3.0).ask(about(rigs.CLEAN), at=AT)
    document = json.loads(from_platform.raw)
    asked = about(rigs.CLEAN, request_id=document["reqNo"])
    whole = read(json.dumps(document).encode(), asked)
    bent = read(json.dumps({**document, **change}).encode(), asked)
    assert whole.outcome is Outcome.FOUND
    assert (bent.outcome, bent.records, bent.about_the_party) == (Outcome.SOURCE_DOWN, (), False)


def read(raw: bytes, asked: Any) -> Any:
    """Read bytes as the channel does."""
    return read_report(raw, asked, at=AT)
