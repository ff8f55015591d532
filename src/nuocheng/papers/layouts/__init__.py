"""The layouts: for each form that is set from blocks, the function that turns its content into a sheet.

To add a paper, write its content as a dataclass in `papers/content` (and name it in `PAPERS`), write
`lay_out(content) -> Sheet` in a module here, and name it in `LAYOUTS`; screen, PDF, large print and Word follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nuocheng.papers.blocks import Sheet
from nuocheng.papers.layouts import (
    guide,
    letter,
    notice_and_pledge,
    receipt,
    register,
    rules,
    signing_record,
    visit_sheet,
    withdrawal,
)

Layout = Callable[[Mapping[str, Any]], Sheet]

LAYOUTS: Mapping[str, Layout] = {
    one.FORM: one.lay_out
    for one in (
        notice_and_pledge,
        register,
        rules,
        guide,
        letter,
        receipt,
        signing_record,
        withdrawal,
        visit_sheet,
    )
}
