"""Writes the generated pages of the docs; with --check it only says which are stale, and ends with 1 if any is."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuocheng.settings")
django.setup()
# Read only now: the books look at tables, which stand once Django is set up.
sys.exit(import_module("nuocheng.site.docs.pages").main(sys.argv[1:]))
