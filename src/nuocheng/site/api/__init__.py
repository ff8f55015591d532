"""The API: every path is one act or one query, and says so in its OpenAPI document."""

from nuocheng.site.api.document import api

__all__ = ["api"]
