"""Take a published edition on file."""

from __future__ import annotations

from django.conf import settings

from nuocheng.catalogue.models import Edition
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.numbers import file_number
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.people import queries as people


@official_act("edition.take_on_file", by=Role.BUREAU, file=Edition)
def take_on_file(on: Occasion, edition: Edition, deed: Deed) -> None:
    """Take an edition on file (备案) at the Justice Bureau, under the next number of its register.

    Raises:
        OutOfOrder: The edition is not in force, or is on file already.

    """
    edition.lifecycle.after("take_on_file", edition.state)
    if edition.filed_as:
        raise OutOfOrder(f"这一版已经备案，备案号{edition.filed_as}")
    unit = people.department(on.post.department)
    mark = unit.mark if unit else settings.NUOCHENG_MARK
    number = file_number(f"{mark}备", on.today.year, next_number(f"filing/{on.today.year}"))
    note = {"number": number, "content": edition.digest}
    deed.move(edition, "take_on_file", note=note, filed_as=number, filed_at=on.at)
