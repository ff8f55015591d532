"""The acts of cases, in procedural order."""

from nuocheng.cases.acts.acknowledge_notice import acknowledge_notice
from nuocheng.cases.acts.answer_correction import Mended, answer_correction, told_edition
from nuocheng.cases.acts.ask_correction import Point, ask_correction, weigh_correction
from nuocheng.cases.acts.assign import assign, recuse
from nuocheng.cases.acts.beforehand import checks_before
from nuocheng.cases.acts.change_certificate import remove_certificate, rename_certificate
from nuocheng.cases.acts.check_eligibility import check_eligibility, excluded_by
from nuocheng.cases.acts.close import close, settle
from nuocheng.cases.acts.decide import grant, refuse
from nuocheng.cases.acts.decline_pledge import decline_pledge
from nuocheng.cases.acts.demands import DemandGiven, end_demand, make_demand, meet_demand
from nuocheng.cases.acts.drop_point import drop_point
from nuocheng.cases.acts.extend_term import ExtensionGiven, extend_term
from nuocheng.cases.acts.file_scan import PageScanned, Placing, file_scan, place_scan
from nuocheng.cases.acts.give_receipt import give_receipt
from nuocheng.cases.acts.hand_in import hand_in
from nuocheng.cases.acts.lapse import lapse, remind
from nuocheng.cases.acts.lapse_correction import lapse_correction
from nuocheng.cases.acts.lift_demand import lift_demand
from nuocheng.cases.acts.look_up import Looked, look_up
from nuocheng.cases.acts.number_blocks import BlockWanted, close_block, draw_block, use_number, void_numbers
from nuocheng.cases.acts.open_case import PaperGiven, PartyGiven, open_case
from nuocheng.cases.acts.procedures import ProcedureGiven, begin_procedure, end_procedure
from nuocheng.cases.acts.rate import call_back, give_rating, report_rating
from nuocheng.cases.acts.reconsider import reconsider
from nuocheng.cases.acts.representing import acts_for
from nuocheng.cases.acts.revoke import revoke
from nuocheng.cases.acts.serve_notice import serve_notice
from nuocheng.cases.acts.sign_pledge import PledgeGiven, sign_pledge
from nuocheng.cases.acts.submit_certificate import Upload, submit_certificate
from nuocheng.cases.acts.turn_ordinary import reinstate_pledge, turn_ordinary
from nuocheng.cases.acts.withdraw import withdraw
from nuocheng.cases.acts.withdraw_pledge import withdraw_pledge
from nuocheng.cases.rules.ceremony import Bystander, Evidence, Signer, SigningGiven
from nuocheng.cases.rules.standing import OnList, StandingHeard

__all__ = [
    "BlockWanted",
    "Bystander",
    "DemandGiven",
    "Evidence",
    "ExtensionGiven",
    "Looked",
    "Mended",
    "OnList",
    "PageScanned",
    "PaperGiven",
    "PartyGiven",
    "Placing",
    "PledgeGiven",
    "Point",
    "ProcedureGiven",
    "Signer",
    "SigningGiven",
    "StandingHeard",
    "Upload",
    "acknowledge_notice",
    "acts_for",
    "answer_correction",
    "ask_correction",
    "assign",
    "begin_procedure",
    "call_back",
    "check_eligibility",
    "checks_before",
    "close",
    "close_block",
    "decline_pledge",
    "draw_block",
    "drop_point",
    "end_demand",
    "end_procedure",
    "excluded_by",
    "extend_term",
    "file_scan",
    "give_rating",
    "give_receipt",
    "grant",
    "hand_in",
    "lapse",
    "lapse_correction",
    "lift_demand",
    "look_up",
    "make_demand",
    "meet_demand",
    "open_case",
    "place_scan",
    "reconsider",
    "recuse",
    "refuse",
    "reinstate_pledge",
    "remind",
    "remove_certificate",
    "rename_certificate",
    "report_rating",
    "revoke",
    "serve_notice",
    "settle",
    "sign_pledge",
    "submit_certificate",
    "told_edition",
    "turn_ordinary",
    "use_number",
    "void_numbers",
    "weigh_correction",
    "withdraw",
    "withdraw_pledge",
]
