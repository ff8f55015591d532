"""Looks as a Django application."""

from django.apps import AppConfig


class LooksConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.looks"
    label = "looks"
    verbose_name = "查询核验"
