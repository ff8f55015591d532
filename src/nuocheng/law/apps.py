"""The law as a Django application."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Register the tables of provisions and of the calendar."""

    name = "nuocheng.law"
    label = "law"
    verbose_name = "法律数据"
