"""What every page knows without asking: where it is served, for whom, and how large the letters are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

ELDER_COOKIE = "elder"
SITE_NAME = "证明事项告知承诺服务"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shells show on every page; a template context processor."""
    return {
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "site_name": SITE_NAME,
        "district": getattr(settings, "NUOCHENG_DISTRICT", "白银市白银区"),
        "phone": getattr(settings, "NUOCHENG_PHONE", ""),
        "demo": bool(getattr(settings, "NUOCHENG_DEMO", False)),
    }
