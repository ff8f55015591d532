"""The paper of the stories at the window: printed as the window prints it, signed by a drawn hand, read off the scanner."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.kernel.occasion import Occasion
from nuocheng.papers import queries as papers
from nuocheng.papers.page_codes import Kind, Mark, page_code
from nuocheng.papers.rendering import Scan, read_scan, stamped

#: How a hand goes up and down, in shares of the place to sign.
STROKES = (0.1, -0.3, 0.35, -0.1, 0.3, -0.35, 0.2, -0.25, 0.1, 0.3, -0.2, 0.05)
PAGE_WIDTH = 210
INK = (28, 40, 110)


def sign_on_paper(on: Occasion, reference: str) -> None:
    """Print the notice of a case, sign it, and file its pages by their codes."""
    case = case_queries.case(reference)
    content = json.loads(papers.paper(case.notice).content)
    code = page_code(reference, Kind.NOTICE, case.edition_version, case.notice_digest)
    for page in read_scan(stamped("notice_and_pledge", [(content, code)])):
        cases.file_scan(on, reference, scanned=_signed(page))


def receipt_if_due(on: Occasion, reference: str, at: datetime) -> None:
    """Give the receipt once everything is in."""
    case = case_queries.case(reference)
    if case.state in {"pledged", "submitted"} and not case.receipt:
        cases.give_receipt(replace(on, at=at), reference)


def _signed(page: Scan) -> cases.PageScanned:
    (code,) = page.codes
    picture = Image.open(BytesIO(page.picture)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    scale = picture.width / PAGE_WIDTH
    places = [one for one in code.marks if one.kind == "S"]
    for one in places:
        pen.line(_strokes(one, scale), fill=INK, width=max(2, round(0.45 * scale)), joint="curve")
    written = BytesIO()
    picture.save(written, "JPEG", quality=80)
    return cases.PageScanned(
        written.getvalue(), str(code.kind), code.digest, code.version, code.page, code.of, places=len(places)
    )


def _strokes(place: Mark, scale: float) -> list[tuple[float, float]]:
    middle, step = place.top + place.height / 2, place.width * 0.6 / len(STROKES)
    return [
        ((place.left + place.width * 0.15 + n * step) * scale, (middle + up * place.height) * scale)
        for n, up in enumerate(STROKES)
    ]
