"""Django's own command line, for developers; people use the command nuocheng."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuocheng.settings")
    execute_from_command_line(sys.argv)
