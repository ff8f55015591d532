"""QR codes on pages that are printed: an address that nobody has to type."""

from __future__ import annotations

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str, title: str) -> SafeString:
    """Return the QR code of an address of our own as SVG, with the name it is read out by."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=3, border=2, xmldecl=False, svgns=True, nl=False, title=title
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn here, from our own address
