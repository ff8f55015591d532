"""Ask of a file, before the act that takes it: it is what it seems, and it may be kept."""

from nuocheng.holdings.channels.inspecting import Inspected, Limits, inspect, preview_of

__all__ = ["Inspected", "Limits", "inspect", "preview_of"]
