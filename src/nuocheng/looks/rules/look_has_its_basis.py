"""The rule that no question about a party goes out without a basis that goes with its purpose."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.looks.rules.facts import BasisKind, Looking
from nuocheng.looks.rules.sources import NO_MORE_THAN_NEEDED


@rule(title="查询要有用途和依据", cites=(NO_MORE_THAN_NEEDED,), since=date(2021, 11, 1))
def look_has_its_basis(facts: Looking) -> str | None:
    """Object when the basis is missing, does not go with the purpose, or is not what it claims to be."""
    if facts.basis_kind not in facts.bases:
        return Fault(f"“{facts.purpose_title}”不能用这种依据，请改选依据或者用途", "basis_kind")
    if facts.basis_kind == BasisKind.CASE:
        return _case(facts)
    if not facts.basis.strip():
        missing = {
            BasisKind.CONSENT: "请写明当事人是怎么同意的，例如11月30日在3号窗口当面签了同意书",
            BasisKind.DUTY: "请写明法定职责的依据，写到哪部法的第几条",
        }
        return Fault(missing[BasisKind(facts.basis_kind)], facts.basis_kind)
    if facts.basis_kind == BasisKind.CONSENT and facts.on_paper and not facts.scanned:
        return Fault("当事人签了同意书的，请上传同意书的照片或扫描件", "scan")
    return None


def _case(facts: Looking) -> str | None:
    if facts.case is None:
        return Fault("没有这个办件，请核对办件编号", "case")
    if facts.case.department != facts.department:
        return Fault("这个办件不是本单位办的，请核对办件编号", "case")
    if facts.case.party != facts.party:
        return Fault("这个办件的当事人不是要查的人，请核对证件号码和办件编号", "case")
    return None
