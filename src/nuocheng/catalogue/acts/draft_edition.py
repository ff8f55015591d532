"""Draft a new edition of an item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from nuocheng.catalogue import queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries.search import words_of
from nuocheng.catalogue.rules.content import Disposition, Item, as_json
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role

#: States of an edition that is still being made: there is at most one such edition per item.
IN_THE_MAKING = frozenset(
    {EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.REVIEWED, EditionState.SCHEDULED}
)
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,38}")


@founding_act("edition.draft", by=Role.EDITOR, file=Edition)
def draft_edition(on: Occasion, deed: Deed, *, item: Item) -> Edition:
    """Draft the next edition (版本) of an item from its content; an item without a code is given one.

    Raises:
        Malformed: The item has no usable code or no name.
        NotInOffice: The code belongs to another unit's item.
        OutOfOrder: An edition of this item is in the making already.

    """
    if not item.code:
        item = replace(item, code=_free_code(item.department))
    if not _CODE.fullmatch(item.code):
        raise Malformed.at("code", "事项编码只能有字母、数字和短横，最多39个字符，请核对")
    last = queries.latest([item.code]).get(item.code)
    if last and last.department != item.department:
        raise NotInOffice("这个编码是别的单位的事项，请核对编码")
    if last and last.state in IN_THE_MAKING:
        raise OutOfOrder(f"这个事项的第{last.version}版还在编制，请接着改那一版")
    version = last.version + 1 if last else 1
    edition = Edition(
        reference=f"{item.code}-v{version}",
        department=item.department,
        code=item.code,
        version=version,
        editors=on.actor,
        **columns(item),
    )
    return deed.found(edition, "draft", note={"version": version, "content": edition.digest})


def _free_code(department: str) -> str:
    """Return a code that no item of the unit has: its own running number, once given and never again."""
    while True:
        code = f"{department}-{next_number(f'item {department}'):03}"
        if not queries.latest([code]):
            return code


def columns(item: Item) -> dict[str, Any]:
    """Return the columns that hold what an item says.

    Raises:
        Malformed: The item has no name.

    """
    if not item.name.strip():
        raise Malformed.at("name", "请填写事项名称")
    content = canonical(as_json(item))
    becomes = Counter(one.disposition for one in item.certificates)
    return {
        "name": item.name.strip(),
        "item_kind": item.kind,
        "content": content,
        "digest": sha256(content),
        "unit": item.unit,
        "yearly": item.yearly,
        "certificates": len(item.certificates),
        "cancelled": becomes[Disposition.CANCEL],
        "shared": becomes[Disposition.SHARE],
        "checked": becomes[Disposition.CHECK],
        "pledgeable": becomes[Disposition.PLEDGE],
        "submitted": becomes[Disposition.SUBMIT],
        "excluded": sum(bool(one.ground) for one in item.certificates),
        "words": words_of(item),
    }
