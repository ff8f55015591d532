"""The party hands in one certificate on the ordinary path."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nuocheng.cases.models import Case, Material
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, after the edge looked at its type and size."""

    filename: str
    media_type: str
    content: bytes


@official_act("case.submit_certificate", by=(Role.APPLICANT, Role.CLERK), file=Case)
def submit_certificate(on: Occasion, case: Case, deed: Deed, *, certificate: str, upload: Upload) -> None:
    """Hand in one certificate (证明材料): its very bytes are kept.

    Raises:
        Malformed: The item asks for no such certificate, or the file is empty.
        OutOfOrder: The case takes no certificates now.

    """
    asked = catalogue.item_of(case.edition).certificate(certificate)
    if asked is None:
        raise Malformed.at("certificate", "这个事项不要这份证明，请核对")
    if not upload.content:
        raise Malformed.at("file", "文件是空的，请重新选")
    material = Material(
        case=case,
        certificate_key=asked.key,
        certificate=asked.name,
        filename=upload.filename[-200:],
        media_type=upload.media_type,
        size=len(upload.content),
        digest=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        at=on.at,
    )
    note = {"certificate": asked.key, "digest": material.digest}
    deed.move(case, "submit_certificate", rows=[material], note=note)
