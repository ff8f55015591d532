"""Tables of the catalogue."""

from nuocheng.catalogue.models.edition import Edition, Listing

__all__ = ["Edition", "Listing"]
