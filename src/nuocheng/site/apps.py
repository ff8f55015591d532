"""The site (门面) as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.site"
    label = "site"
    verbose_name = "门面"
