"""The site (门面) as a Django application."""

from django.apps import AppConfig
from django.core import checks

from nuocheng.site.health import durable_database


class SiteConfig(AppConfig):
    """Register the office, and its say in `check --deploy`."""

    name = "nuocheng.site"
    label = "site"
    verbose_name = "门面"

    def ready(self) -> None:
        """Have the database's durability looked at before a deployment."""
        checks.register(durable_database, checks.Tags.security, deploy=True)
