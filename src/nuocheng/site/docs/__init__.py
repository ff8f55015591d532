"""The generated pages of the docs, written by `python -m nuocheng.site.docs`."""
