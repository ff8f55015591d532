"""Texts compared byte by byte, so that a beginning is a stretch of an index, whatever language the database speaks."""

from __future__ import annotations

from typing import Any

from django.db import models

#: Behind every text that begins with the same characters.
LAST = "\U0010ffff"


class ByteByByte(models.Func):
    """A text compared byte by byte: so a beginning is a stretch of the index, whatever language the database speaks."""

    template = "%(expressions)s"
    output_field = models.CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        """Say so to PostgreSQL; SQLite knows no other way."""
        return self.as_sql(compiler, connection, template='(%(expressions)s COLLATE "C")', **more)
