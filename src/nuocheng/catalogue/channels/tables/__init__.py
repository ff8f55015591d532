"""Files that people hand in as tables: refused if they are anything else, read into sheets of texts."""

from nuocheng.catalogue.channels.tables.grid import MOST_ROWS, Merged, Sheet, Workbook
from nuocheng.catalogue.channels.tables.kinds import LARGEST
from nuocheng.catalogue.channels.tables.opening import open_workbook

__all__ = ["LARGEST", "MOST_ROWS", "Merged", "Sheet", "Workbook", "open_workbook"]
