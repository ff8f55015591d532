"""The catalogue (目录) as a Django application."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.catalogue"
    label = "catalogue"
    verbose_name = "目录"
