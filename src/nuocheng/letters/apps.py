"""Letters (送达) as a Django application."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.letters"
    label = "letters"
    verbose_name = "送达"
