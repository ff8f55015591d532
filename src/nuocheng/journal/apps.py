"""The journal as a Django application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Register the journal's tables."""

    name = "nuocheng.journal"
    label = "journal"
    verbose_name = "办理留痕"
