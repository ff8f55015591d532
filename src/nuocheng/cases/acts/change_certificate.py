"""The party gives a certificate it handed in another name, or takes it back."""

from __future__ import annotations

from pathlib import PurePath

from nuocheng.cases import queries
from nuocheng.cases.models import Case, Material, MaterialChange
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.kernel.occasion import Occasion, Role

LONGEST = 80
#: What no file name may hold on the machines of those who download it.
UNFIT = frozenset('\\/:*?"<>|')


@official_act("case.rename_certificate", by=(Role.APPLICANT, Role.CLERK), file=Case)
def rename_certificate(on: Occasion, case: Case, deed: Deed, *, certificate: str, name: str) -> None:
    """Give a certificate that was handed in another name (改文件名); its ending stays.

    Raises:
        Malformed: The name is empty, too long, or holds what no file name may.
        NotFound: No such certificate was handed in.
        OutOfOrder: The case was handed in for decision.

    """
    case.ready_for("rename_certificate")
    newest = _handed_in(case, certificate)[-1]
    ending = PurePath(newest.filename).suffix
    stem = " ".join(name.split()).removesuffix(ending).rstrip(". ")
    if not stem:
        raise Malformed.at("name", "请填写新的文件名，例如租赁合同第1页")
    if len(stem) > LONGEST or UNFIT & set(stem) or not stem.isprintable():
        raise Malformed.at("name", f'文件名不超过{LONGEST}个字，里面不能有 \\ / : * ? " < > |')
    row = MaterialChange(material_id=newest.pk, filename=f"{stem}{ending}", at=on.at)
    deed.move(case, "rename_certificate", rows=[row], note={"certificate": certificate})


@official_act("case.remove_certificate", by=(Role.APPLICANT, Role.CLERK), file=Case)
def remove_certificate(on: Occasion, case: Case, deed: Deed, *, certificate: str) -> None:
    """Take a certificate back (拿掉) before the case is handed in; what was taken in stays in the journal.

    Raises:
        NotFound: No such certificate was handed in.
        OutOfOrder: The case was handed in for decision.

    """
    case.ready_for("remove_certificate")
    gone = _handed_in(case, certificate)
    rows = [MaterialChange(material_id=one.pk, removed=True, at=on.at) for one in gone]
    deed.move(case, "remove_certificate", rows=rows, note={"certificate": certificate})


def _handed_in(case: Case, certificate: str) -> list[Material]:
    """Return what was handed in for a certificate and not taken back, oldest first.

    Raises:
        NotFound: Nothing was.

    """
    found = [one for one in queries.materials_of(case.reference) if one.certificate_key == certificate]
    if not found:
        raise NotFound("这份证明还没有交，请核对")
    return found
