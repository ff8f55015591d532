"""Hand-over as a Django application."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Register the tables of what is handed over."""

    name = "nuocheng.handover"
    label = "handover"
    verbose_name = "数据报送"
