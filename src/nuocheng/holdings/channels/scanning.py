"""The scanner of this installation: none, one that refuses when it is down, or one that looks again later."""

from __future__ import annotations

import logging

from django.conf import settings

from nuocheng.holdings.channels.scanner import DOWN, Scanner, ScannerDown
from nuocheng.kernel.errors import ChannelDown

log = logging.getLogger("nuocheng.holdings.scanning")


def at_hand() -> Scanner | None:
    """Return the scanner that the settings name, if they name one."""
    return Scanner(settings.NUOCHENG_SCANNER) if settings.NUOCHENG_SCANNER else None


def found_in(content: bytes) -> str:
    """Return the name of what the scanner found in a file; nothing where it found nothing, or there is none.

    Raises:
        ChannelDown: The scanner is down, and the setting says that nothing may be kept unseen.

    """
    scanner = at_hand()
    if scanner is None:
        return ""
    try:
        return scanner.scan(content).found
    except ScannerDown as down:
        log.warning("scanner down: %s", down)
        if settings.NUOCHENG_SCANNER_DOWN == "accept":
            return ""
        raise ChannelDown(DOWN) from down
