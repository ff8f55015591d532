"""Cases (办件) as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.cases"
    label = "cases"
    verbose_name = "办件"
