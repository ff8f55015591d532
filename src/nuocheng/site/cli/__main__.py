"""Makes `python -m nuocheng.site.cli` the same as `nuocheng`."""

from nuocheng.site.cli import main

if __name__ == "__main__":
    main()
