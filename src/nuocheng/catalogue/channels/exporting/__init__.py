"""The catalogue as tables to hand out: our own template, and the layouts in which lists are published."""

from nuocheng.catalogue.channels.exporting.layouts import LAYOUTS
from nuocheng.catalogue.channels.exporting.rows import Setting
from nuocheng.catalogue.channels.exporting.writing import EXPORTED, write, write_template

__all__ = ["EXPORTED", "LAYOUTS", "Setting", "write", "write_template"]
