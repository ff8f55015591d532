"""The acts of the catalogue."""

from nuocheng.catalogue.acts.amend import amend
from nuocheng.catalogue.acts.draft_edition import draft_edition
from nuocheng.catalogue.acts.pass_review import pass_review
from nuocheng.catalogue.acts.publish import publish
from nuocheng.catalogue.acts.return_draft import return_draft
from nuocheng.catalogue.acts.send_to_review import send_to_review
from nuocheng.catalogue.acts.supersede import supersede
from nuocheng.catalogue.acts.suspend import resume, suspend

__all__ = [
    "amend",
    "draft_edition",
    "pass_review",
    "publish",
    "resume",
    "return_draft",
    "send_to_review",
    "supersede",
    "suspend",
]
