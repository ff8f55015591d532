"""Papers (文书) as a Django application."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.papers"
    label = "papers"
    verbose_name = "文书"
