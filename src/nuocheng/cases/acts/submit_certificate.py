"""The party hands in one certificate on the ordinary path."""

from __future__ import annotations

from dataclasses import dataclass

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, Material
from nuocheng.catalogue import queries as catalogue
from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, after it was looked through (`holdings.channels`)."""

    filename: str
    media_type: str
    content: bytes


@official_act("case.submit_certificate", by=(Role.APPLICANT, Role.CLERK), file=Case)
def submit_certificate(on: Occasion, case: Case, deed: Deed, *, certificate: str, upload: Upload) -> None:
    """Hand in one certificate (证明材料): its bytes are kept once, under their digest.

    Raises:
        Malformed: The item asks for no such certificate, or the file is empty or of another kind.
        OutOfOrder: The case takes no certificates now.

    """
    name = _asked(case, certificate)
    if not name:
        raise Malformed.at("certificate", "这个事项不要这份证明，请核对")
    held = keep(on, upload.content, filename=upload.filename, purpose=Purpose.MATERIAL)
    material = Material(
        case=case,
        certificate_key=certificate,
        certificate=name,
        filename=held.filename,
        media_type=held.media_type,
        size=held.size,
        digest=held.digest,
        at=on.at,
    )
    note = {"certificate": certificate, "digest": held.digest}
    deed.move(case, "submit_certificate", rows=[*held.rows, material], note=note)


def _asked(case: Case, key: str) -> str:
    """Return the name of what is asked for under a key: a certificate of the item, or a point to mend."""
    asked = catalogue.item_of(case.edition).certificate(key)
    if asked is not None:
        return asked.name
    row = queries.correction(case.reference) if case.state == CaseState.CORRECTING else None
    points = queries.points_of(row) if row else []
    return next((one.what[:200] for one in points if one.key == key), "")
