"""The addresses of what the administrator sees of hand-over."""

from django.urls import path

from nuocheng.handover.pages import batches, destinations

urlpatterns = [
    path("sys/handover", destinations.Destinations.as_view(), name="handover"),
    path("sys/handover/tables", destinations.formats, name="handover-tables"),
    path("sys/handover/<uuid:key>", destinations.OneDestination.as_view(), name="handover-one"),
    path("sys/handover/<uuid:key>/<str:what>", destinations.do, name="handover-do"),
    path("sys/handover/<uuid:key>/batches/<int:number>", batches.Batch.as_view(), name="handover-batch"),
    path("sys/handover/<uuid:key>/batches/<int:number>/packet", batches.packet, name="handover-packet"),
]
