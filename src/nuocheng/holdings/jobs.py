"""What happens to holdings by itself: the scanner sees everything that is kept, what came in while it was down too."""

from __future__ import annotations

from nuocheng.holdings import queries
from nuocheng.holdings.channels import scanning
from nuocheng.holdings.channels.scanner import ScannerDown
from nuocheng.holdings.models import Scan
from nuocheng.kernel.occasion import Occasion

MOST_AT_ONCE = 50


def scan_waiting(on: Occasion) -> tuple[int, int]:
    """Have files scanned that were not yet; return how many were seen, and in how many something was found."""
    scanner = scanning.at_hand()
    if scanner is None:
        return 0, 0
    seen = bad = 0
    for one in queries.unscanned(MOST_AT_ONCE):
        try:
            found = scanner.scan(queries.content(one.digest)).found
        except ScannerDown:
            break
        _, new = Scan.objects.get_or_create(
            digest=one.digest, defaults={"found": found[:200], "kept_at": one.kept_at, "at": on.at}
        )
        seen += new
        bad += new and bool(found)
    return seen, bad
