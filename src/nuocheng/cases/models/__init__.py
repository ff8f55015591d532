"""Tables of cases, one to a file: the case itself first, then what is written beside it."""

from nuocheng.cases.models.case import Case
from nuocheng.cases.models.correction import Correction, CorrectionAnswer
from nuocheng.cases.models.demand import Demand
from nuocheng.cases.models.draft import KeptDraft
from nuocheng.cases.models.eligibility_check import EligibilityCheck
from nuocheng.cases.models.enquiry import Enquiry
from nuocheng.cases.models.extension import Extension
from nuocheng.cases.models.lookup import Lookup
from nuocheng.cases.models.material import Material
from nuocheng.cases.models.material_change import MaterialChange
from nuocheng.cases.models.number_block import NumberBlock, ReservedNumber, VoidNumber
from nuocheng.cases.models.pause import Pause
from nuocheng.cases.models.pledged_fact import PledgedFact
from nuocheng.cases.models.procedure import Procedure
from nuocheng.cases.models.rating import Rating, RatingTry
from nuocheng.cases.models.recusal import Recusal
from nuocheng.cases.models.representative import Representative
from nuocheng.cases.models.scan_page import ScanPage, ScanPlacing
from nuocheng.cases.models.signature import Signature, SignatureEvidence

__all__ = [
    "Case",
    "Correction",
    "CorrectionAnswer",
    "Demand",
    "EligibilityCheck",
    "Enquiry",
    "Extension",
    "KeptDraft",
    "Lookup",
    "Material",
    "MaterialChange",
    "NumberBlock",
    "Pause",
    "PledgedFact",
    "Procedure",
    "Rating",
    "RatingTry",
    "Recusal",
    "Representative",
    "ReservedNumber",
    "ScanPage",
    "ScanPlacing",
    "Signature",
    "SignatureEvidence",
    "VoidNumber",
]
