"""Take in an office's own template, or discard it before it was ever used."""

from __future__ import annotations

import hashlib

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, NotInOffice
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.models import Template, TemplateFile
from nuocheng.papers.template_words import MOST_PACKED, TOO_LARGE


def of_own_office(on: Occasion, file: Template) -> None:
    """Let only its own office go on: a department's editors, or the Bureau for the whole jurisdiction.

    Raises:
        NotInOffice: The template is another office's.

    """
    if on.post.role is Role.BUREAU and file.department:
        raise NotInOffice("这份模板是单位自己的，由那个单位办理；司法局可以停用使用中的模板")
    if on.post.role is Role.EDITOR and not file.department:
        raise NotInOffice("这份模板是全区的，由司法局办理")


@founding_act("template.take_in", by=(Role.EDITOR, Role.BUREAU), file=Template)
def take_in_template(on: Occasion, deed: Deed, *, filename: str, raw: bytes) -> Template:
    """Take in an office's own template (上传单位模板) that was checked; it is used for nothing yet.

    An editor's is for the department, the Bureau's for the whole jurisdiction. It is checked again, whole, each time
    it is filled in: nothing rests on the check before this act.

    Raises:
        Malformed: The file is empty, too large, or has no name.

    """
    if not raw or not filename.strip():
        raise Malformed.at("file", "文件是空的，请重新选")
    if len(raw) > MOST_PACKED:
        raise Malformed.at("file", f"文件{TOO_LARGE.why}")
    year = on.today.year
    found = Template(
        reference=f"MB-{year}-{next_number(f'template/{year}'):04d}",
        department=on.post.department,
        filename=filename.strip()[-200:],
        size=len(raw),
        digest=hashlib.sha256(raw).hexdigest(),
        by=on.actor,
    )
    note = {"filename": found.filename, "content": found.digest}
    return deed.found(found, "take_in", rows=[TemplateFile(of=found, raw=raw)], note=note)


@official_act("template.discard", by=(Role.EDITOR, Role.BUREAU), file=Template)
def discard_template(on: Occasion, file: Template, deed: Deed) -> None:
    """Discard a template (不用这份模板) that was not confirmed.

    Raises:
        OutOfOrder: It was confirmed or discarded before.
        NotInOffice: It is another office's.

    """
    of_own_office(on, file)
    deed.move(file, "discard", ended_at=on.at)
