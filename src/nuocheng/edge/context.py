"""What every page knows without asking: where it is served, for whom, and how large the letters are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from nuocheng.edge import theme

#: What a reader may switch on for every page: one cookie and one class of the root each.
ELDER, CONTRAST = "elder", "contrast"
LOOKS = (ELDER, CONTRAST)
SITE_NAME = "证明事项告知承诺服务"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shells show on every page; a template context processor."""
    on = {look: request.COOKIES.get(look) == "1" for look in LOOKS}
    return {
        **on,
        "looks": " ".join(look for look in LOOKS if on[look]),
        "theme": theme.in_force(),
        "site_name": SITE_NAME,
        "district": getattr(settings, "NUOCHENG_DISTRICT", "白银市白银区"),
        "phone": getattr(settings, "NUOCHENG_PHONE", ""),
        "demo": bool(getattr(settings, "NUOCHENG_DEMO", False)),
    }
