"""Tables of the catalogue."""

from nuocheng.catalogue.models.comment import Comment, CommentAnswer
from nuocheng.catalogue.models.edition import Edition, Listing
from nuocheng.catalogue.models.imported import Import, ImportCheck, ImportedEdition, ImportedFile
from nuocheng.catalogue.models.search import CertificateName, ItemInForce, ListingInForce
from nuocheng.catalogue.models.superior import Settlement, SuperiorEntry, SuperiorList, SuperiorMatch
from nuocheng.catalogue.models.watching import (
    Alert,
    BasisReview,
    ListedBasis,
    ListedName,
    NameRole,
    Statute,
    Topic,
)

__all__ = [
    "Alert",
    "BasisReview",
    "CertificateName",
    "Comment",
    "CommentAnswer",
    "Edition",
    "Import",
    "ImportCheck",
    "ImportedEdition",
    "ImportedFile",
    "ItemInForce",
    "ListedBasis",
    "ListedName",
    "Listing",
    "ListingInForce",
    "NameRole",
    "Settlement",
    "Statute",
    "SuperiorEntry",
    "SuperiorList",
    "SuperiorMatch",
    "Topic",
]
