"""Mandates as a Django application."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.mandates"
    label = "mandates"
    verbose_name = "授权"
