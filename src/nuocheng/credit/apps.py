"""Credit (诚信) as a Django application."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    """Register the office."""

    name = "nuocheng.credit"
    label = "credit"
    verbose_name = "诚信档案"
