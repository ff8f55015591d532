"""The edge as a Django application, for its template tags."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    """Register the edge's template tags and context."""

    name = "nuocheng.edge"
    label = "edge"
    verbose_name = "柜台"
