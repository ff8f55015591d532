"""Platforms as a Django application."""

from django.apps import AppConfig


class PlatformsConfig(AppConfig):
    """Register the tables of subscribers and what is sent to them."""

    name = "nuocheng.platforms"
    label = "platforms"
    verbose_name = "对接平台"
