"""Who may do what, written down once more by hand: a post that is let in by mistake is noticed here."""

from __future__ import annotations

from collections.abc import Mapping

#: The posts of each act of the four offices; a new act is entered here by somebody who thought about it.
WHO_MAY: Mapping[str, str] = {
    "case.acknowledge_notice": "applicant clerk",
    "case.check_eligibility": "applicant clerk system",
    "case.close": "reviewer system verifier",
    "case.decline_pledge": "applicant clerk",
    "case.grant": "reviewer system",
    "case.hand_in": "applicant clerk",
    "case.open": "applicant clerk",
    "case.refuse": "reviewer",
    "case.revoke": "legal reviewer",
    "case.serve_notice": "applicant clerk system",
    "case.settle": "legal reviewer",
    "case.sign_pledge": "applicant clerk",
    "case.submit_certificate": "applicant clerk",
    "case.withdraw": "applicant clerk",
    "case.withdraw_pledge": "applicant clerk",
    "integrity.ask_repair": "applicant clerk",
    "integrity.enter_mark": "legal reviewer",
    "integrity.open": "applicant clerk system",
    "integrity.refuse_repair": "bureau legal",
    "integrity.repair": "bureau legal",
    "matter.dismiss": "legal reviewer",
    "matter.hear_statement": "applicant clerk",
    "matter.note_silence": "system verifier",
    "matter.open": "verifier",
    "matter.serve_intended": "verifier",
    "matter.uphold": "legal reviewer",
    "task.exempt": "clerk reviewer system",
    "task.owe": "clerk reviewer system",
    "task.record_answer": "system verifier",
    "task.record_finding": "verifier",
}
