"""The programme of work (工作推进) as a Django application."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.programme"
    label = "programme"
    verbose_name = "工作推进"
