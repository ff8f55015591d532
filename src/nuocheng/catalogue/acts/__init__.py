"""The acts of the catalogue."""

from nuocheng.catalogue.acts.amend import amend
from nuocheng.catalogue.acts.answer import answer
from nuocheng.catalogue.acts.cancel import cancel
from nuocheng.catalogue.acts.comment import comment
from nuocheng.catalogue.acts.confirm_import import confirm_import, drop_import, match_import
from nuocheng.catalogue.acts.discard import discard
from nuocheng.catalogue.acts.draft_edition import draft_edition
from nuocheng.catalogue.acts.pass_review import pass_review
from nuocheng.catalogue.acts.publish import publish
from nuocheng.catalogue.acts.receive_import import receive_import
from nuocheng.catalogue.acts.return_draft import return_draft
from nuocheng.catalogue.acts.schedule import schedule
from nuocheng.catalogue.acts.send_to_review import send_to_review
from nuocheng.catalogue.acts.superior_settle import Spot, match_entry, settle_difference
from nuocheng.catalogue.acts.superior_take_in import (
    Heading,
    confirm_list,
    discard_list,
    supersede_list,
    take_in_list,
    withdraw_list,
)
from nuocheng.catalogue.acts.supersede import supersede
from nuocheng.catalogue.acts.suspend import resume, suspend
from nuocheng.catalogue.acts.take_on_file import take_on_file
from nuocheng.catalogue.acts.watch_alerts import clear_alert, raise_alert, reopen_alert, settle_alert
from nuocheng.catalogue.acts.watch_statutes import (
    Change,
    amend_statute,
    confirm_basis,
    open_statute,
    repeal_statute,
    restore_statute,
)
from nuocheng.catalogue.acts.write_import import (
    Written,
    finish_import,
    take_back_import,
    undo_import,
    write_import,
)
from nuocheng.catalogue.rules.superior import Choice, Level

__all__ = [
    "Change",
    "Choice",
    "Heading",
    "Level",
    "Spot",
    "Written",
    "amend",
    "amend_statute",
    "answer",
    "cancel",
    "clear_alert",
    "comment",
    "confirm_basis",
    "confirm_import",
    "confirm_list",
    "discard",
    "discard_list",
    "draft_edition",
    "drop_import",
    "finish_import",
    "match_entry",
    "match_import",
    "open_statute",
    "pass_review",
    "publish",
    "raise_alert",
    "receive_import",
    "reopen_alert",
    "repeal_statute",
    "restore_statute",
    "resume",
    "return_draft",
    "schedule",
    "send_to_review",
    "settle_alert",
    "settle_difference",
    "supersede",
    "supersede_list",
    "suspend",
    "take_back_import",
    "take_in_list",
    "take_on_file",
    "undo_import",
    "withdraw_list",
    "write_import",
]
