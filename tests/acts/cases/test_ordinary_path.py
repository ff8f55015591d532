"""Whoever does not want to pledge, or cannot, hands in certificates: the same case, the very bytes (三（二）)."""

from __future__ import annotations

import hashlib
import os

import pytest
from tests import builders as b
from tests.acts.files_in_state import a_mixed_submitted_case
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.acts import Upload
from nuocheng.kernel.errors import Malformed, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries as verification

pytestmark = [pytest.mark.django_db, pytest.mark.req("S2.3")]


def test_declining_needs_no_reason_and_stays_the_same_case() -> None:
    case = b.an_ordinary_case()
    after = queries.case(case.reference)
    assert (after.state, after.path, after.number) == ("ordinary", "ordinary", case.number)


def test_what_is_handed_in_is_kept_byte_for_byte() -> None:
    hours, content = Hours(), b"%PDF" + bytes(range(256)) + os.urandom(4096) + b"\r\n\x00"
    case = b.an_ordinary_case(hours=hours)
    upload = Upload("低保证.pdf", "application/pdf", content)
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="low_income", upload=upload
    )
    [listed] = queries.materials_of(case.reference)
    kept = queries.material(case.reference, listed.pk.hex)
    assert queries.material_content(kept) == content
    assert (kept.digest, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (kept.filename, kept.media_type, kept.certificate) == (
        "低保证.pdf",
        "application/pdf",
        "低收入证明",
    )


@pytest.mark.parametrize(
    ("certificate", "content", "field"), [("no_such", b"%PDF", "certificate"), ("low_income", b"", "file")]
)
def test_an_empty_file_or_a_certificate_nobody_asked_for_is_not_taken(
    certificate: str, content: bytes, field: str
) -> None:
    hours = Hours()
    case = b.an_ordinary_case(hours=hours)
    with pytest.raises(Malformed) as said:
        cases.submit_certificate(
            by_party(case, hours.next()),
            case.reference,
            certificate=certificate,
            upload=Upload("a.pdf", "application/pdf", content),
        )
    assert [one.field for one in said.value.objections] == [field]
    assert queries.materials_of(case.reference) == []


def test_the_case_is_handed_in_once_nothing_is_missing() -> None:
    hours = Hours()
    case = b.an_ordinary_case(item=b.MIXED_ITEM, hours=hours)
    for key in ("low_income", "household"):
        with pytest.raises(RuledOut):
            cases.hand_in(by_party(case, hours.next()), case.reference)
        upload = Upload(f"{key}.pdf", "application/pdf", b"%PDF")
        cases.submit_certificate(by_party(case, hours.next()), case.reference, certificate=key, upload=upload)
    cases.hand_in(by_party(case, hours.next()), case.reference)
    assert queries.case(case.reference).state == "submitted"


def test_a_case_granted_on_certificates_owes_no_verification_and_is_closed_at_once() -> None:
    hours = Hours()
    case = b.a_submitted_case(hours=hours)
    receipt = cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)
    assert receipt.state == "closed"
    assert verification.tasks_of(case.reference) == []


def test_a_barred_party_is_granted_on_certificates_like_everybody_else() -> None:
    hours = Hours()
    party = b.a_blacklisted_person(hours=hours)
    case = b.an_eligible_case(party, hours=hours)
    upload = Upload("低保证.pdf", "application/pdf", b"%PDF")
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="low_income", upload=upload
    )
    cases.hand_in(by_party(case, hours.next()), case.reference)
    cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)
    assert queries.case(case.reference).state == "closed"


def test_of_a_mixed_case_only_the_pledged_part_is_verified() -> None:
    hours = Hours()
    case = a_mixed_submitted_case(hours)
    cases.grant(an_occasion(Role.REVIEWER, at=hours.next()), case.reference)
    assert {one.certificate_key for one in verification.tasks_of(case.reference)} == {"low_income"}


def test_nothing_is_taken_after_the_case_was_handed_in() -> None:
    hours = Hours()
    case = b.a_submitted_case(hours=hours)
    upload = Upload("迟到.pdf", "application/pdf", b"%PDF")
    with pytest.raises(OutOfOrder):
        cases.submit_certificate(
            by_party(case, hours.next()), case.reference, certificate="low_income", upload=upload
        )
