"""The API: every path is one act or one query, and says so in its OpenAPI document."""

from nuocheng.site.api.document import api, api_urls
from nuocheng.site.api.protocol import unknown_address

__all__ = ["api", "api_urls", "unknown_address"]
