"""Tables of cases, one to a file: the case itself first, then what is written beside it."""

from nuocheng.cases.models.case import Case
from nuocheng.cases.models.draft import KeptDraft
from nuocheng.cases.models.eligibility_check import EligibilityCheck
from nuocheng.cases.models.material import Material
from nuocheng.cases.models.pledged_fact import PledgedFact
from nuocheng.cases.models.representative import Representative
from nuocheng.cases.models.signature import Signature, SignatureEvidence

__all__ = [
    "Case",
    "EligibilityCheck",
    "KeptDraft",
    "Material",
    "PledgedFact",
    "Representative",
    "Signature",
    "SignatureEvidence",
]
