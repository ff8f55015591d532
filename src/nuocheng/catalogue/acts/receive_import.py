"""Take in a table that somebody wants to bring into the catalogue."""

from __future__ import annotations

import hashlib

from nuocheng.catalogue.models import Import, ImportedFile
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role


@founding_act("import.receive", by=Role.EDITOR, file=Import)
def receive_import(on: Occasion, deed: Deed, *, filename: str, raw: bytes) -> Import:
    """Take in a table (收到导入文件) as it is: the very bytes are kept, and nothing of it is in the catalogue yet.

    Raises:
        Malformed: The file is empty or has no name.

    """
    if not raw or not filename.strip():
        raise Malformed.at("file", "文件是空的，请重新选")
    year = on.today.year
    received = Import(
        reference=f"DR-{year}-{next_number(f'import/{year}'):05d}",
        department=on.post.department,
        by=on.actor,
        filename=filename.strip()[-200:],
        size=len(raw),
        digest=hashlib.sha256(raw).hexdigest(),
    )
    rows = [ImportedFile(of=received, raw=raw)]
    note = {"filename": received.filename, "content": received.digest}
    return deed.found(received, "receive", rows=rows, note=note)
