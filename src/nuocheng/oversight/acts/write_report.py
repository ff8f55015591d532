"""Write what a monthly report says in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.oversight.acts.draft_report import WRITERS
from nuocheng.oversight.models import Report

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Texts:
    """The four parts that a report puts into words (四（三）)."""

    work: str = ""
    practice: str = ""
    regulations: str = ""
    problems: str = ""


@official_act("report.write", by=(*WRITERS, Role.SYSTEM), file=Report)
def write_report(on: Occasion, report: Report, deed: Deed, *, texts: Texts) -> None:
    """Write the texts of a report that is still the department's own.

    Raises:
        Malformed: A text is too long to be read by anybody.
        OutOfOrder: The report was handed in.

    """
    said = {name: text.strip() for name, text in asdict(texts).items()}
    for name, text in said.items():
        if len(text) > LONGEST:
            raise Malformed.at(name, f"请写在{LONGEST}个字以内，现在有{len(text)}个字")
    deed.move(report, "write", **said)
