"""Write the OpenAPI document to standard output, for generators of clients."""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuocheng.settings")
django.setup()

from nuocheng.site.api import api  # noqa: E402 - only once Django is set up

json.dump(api.get_openapi_schema(), sys.stdout, ensure_ascii=False)
