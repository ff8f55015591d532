"""The door through which platforms are kept (the administrator's), and through which data is handed to them."""

from nuocheng.handover.models import Consignment, Destination, Handed, Reconciliation
from nuocheng.handover.official.consigning import hand_again, notice_changes, pack, send_again
from nuocheng.handover.official.destinations import Wish, add, change, new_secret, switch
from nuocheng.handover.official.receipts import Told, carried_off, note_failure, note_receipt
from nuocheng.handover.official.reconciling import note_compared, note_packed, note_silence

__all__ = [
    "Consignment",
    "Destination",
    "Handed",
    "Reconciliation",
    "Told",
    "Wish",
    "add",
    "carried_off",
    "change",
    "hand_again",
    "new_secret",
    "note_compared",
    "note_failure",
    "note_packed",
    "note_receipt",
    "note_silence",
    "notice_changes",
    "pack",
    "send_again",
    "switch",
]
