"""Put an office's own template to use, and go back to our own layout."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers import queries
from nuocheng.papers.acts.bring_template import of_own_office
from nuocheng.papers.models import Template

LONGEST = 400


@official_act("template.confirm", by=(Role.EDITOR, Role.BUREAU), file=Template)
def confirm_template(on: Occasion, file: Template, deed: Deed, *, tried: str) -> None:
    """Confirm a template (启用单位模板) after it was looked at with a real item, *tried*; the one before is superseded.

    Raises:
        OutOfOrder: It was confirmed or discarded before.
        Malformed: It was not tried with an item.
        NotInOffice: It is another office's.

    """
    of_own_office(on, file)
    file.ready_for("confirm")
    if not tried.strip():
        raise Malformed.at("item", "请先选一个事项，看过填好的样子再启用")
    before = queries.of_department(file.department)
    if before is not None:
        supersede_template.within(deed, before.reference, by=file.reference)
        # A deed moves its files in the order in which it holds them: the old one leaves before the new one comes.
        deed.held[file.sealed_as] = deed.held.pop(file.sealed_as)
    note = {"content": file.digest, "tried": tried.strip(), "replaces": before.reference if before else ""}
    deed.move(file, "confirm", note=note, tried=tried.strip(), confirmed_at=on.at)


@official_act("template.supersede", by=(Role.EDITOR, Role.BUREAU), file=Template)
def supersede_template(on: Occasion, file: Template, deed: Deed, *, by: str) -> None:
    """Supersede a template by a newer one (以新版模板代替), in the deed that confirms the newer one.

    Raises:
        OutOfOrder: It is not in use, or no newer one is being confirmed in this deed.

    """
    file.ready_for("supersede")
    newer = deed.held.get(f"{Template._meta.label}:{by}")
    if newer is None or newer.file.pk == file.pk:
        raise OutOfOrder("旧模板在启用新模板时自动停用，不单独办理")
    deed.move(file, "supersede", note={"by": by}, ended_at=on.at)


@official_act("template.withdraw", by=(Role.EDITOR, Role.BUREAU), file=Template)
def withdraw_template(on: Occasion, file: Template, deed: Deed, *, reason: str) -> None:
    """Switch a template off (停用单位模板): blank forms are set in our own layout again; it stays readable.

    The Bureau may switch off a department's too.

    Raises:
        OutOfOrder: It is not in use.
        Malformed: No reason is given, or it is too long.
        NotInOffice: It is for the whole jurisdiction, and the Bureau's to switch off.

    """
    if on.post.role is Role.EDITOR and not file.department:
        raise NotInOffice("这份模板是全区的，由司法局停用")
    file.ready_for("withdraw")
    said = reason.strip()
    if not said:
        raise Malformed.at("reason", "请写明为什么停用，例如：格式要改")
    if len(said) > LONGEST:
        raise Malformed.at("reason", f"请写在{LONGEST}个字以内，现在有{len(said)}个字")
    deed.move(file, "withdraw", note={"reason": said}, reason=said, ended_at=on.at)
