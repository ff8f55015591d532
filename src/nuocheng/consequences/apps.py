"""Consequences (不实处理) as a Django application."""

from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.consequences"
    label = "consequences"
    verbose_name = "不实处理"
