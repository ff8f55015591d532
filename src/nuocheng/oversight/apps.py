"""Oversight (监督) as a Django application."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.oversight"
    label = "oversight"
    verbose_name = "监督"
