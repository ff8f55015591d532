"""Holdings (材料库) as a Django application."""

from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.holdings"
    label = "holdings"
    verbose_name = "材料库"
