"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Register the tables of accounts, departments and posts."""

    name = "nuocheng.people"
    label = "people"
    verbose_name = "人员岗位"
