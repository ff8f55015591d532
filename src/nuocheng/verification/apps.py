"""Verification (核查) as a Django application."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.verification"
    label = "verification"
    verbose_name = "核查"
