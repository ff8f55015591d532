"""The acts of cases, in procedural order."""

from nuocheng.cases.acts.acknowledge_notice import acknowledge_notice
from nuocheng.cases.acts.check_eligibility import check_eligibility
from nuocheng.cases.acts.close import close, settle
from nuocheng.cases.acts.decide import grant, refuse
from nuocheng.cases.acts.decline_pledge import decline_pledge
from nuocheng.cases.acts.hand_in import hand_in
from nuocheng.cases.acts.lapse import lapse, remind
from nuocheng.cases.acts.open_case import PartyGiven, open_case
from nuocheng.cases.acts.revoke import revoke
from nuocheng.cases.acts.serve_notice import serve_notice
from nuocheng.cases.acts.sign_pledge import PledgeGiven, sign_pledge
from nuocheng.cases.acts.submit_certificate import Upload, submit_certificate
from nuocheng.cases.acts.withdraw import withdraw
from nuocheng.cases.acts.withdraw_pledge import withdraw_pledge
from nuocheng.cases.rules.ceremony import Bystander, Evidence, Signer, SigningGiven

__all__ = [
    "Bystander",
    "Evidence",
    "PartyGiven",
    "PledgeGiven",
    "Signer",
    "SigningGiven",
    "Upload",
    "acknowledge_notice",
    "check_eligibility",
    "close",
    "decline_pledge",
    "grant",
    "hand_in",
    "lapse",
    "open_case",
    "refuse",
    "remind",
    "revoke",
    "serve_notice",
    "settle",
    "sign_pledge",
    "submit_certificate",
    "withdraw",
    "withdraw_pledge",
]
