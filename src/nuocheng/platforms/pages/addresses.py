"""The addresses of what the administrator sees of other systems."""

from django.urls import path

from nuocheng.platforms.pages import portals, subscribers

urlpatterns = [
    path("sys/webhooks", subscribers.Subscribers.as_view(), name="webhooks"),
    path("sys/webhooks/<uuid:key>", subscribers.OneSubscriber.as_view(), name="webhook"),
    path("sys/webhooks/<uuid:key>/<str:what>", subscribers.do, name="webhook-do"),
    path("sys/portals", portals.Portals.as_view(), name="portals"),
    path("sys/portals/<uuid:key>", portals.OnePortal.as_view(), name="portal"),
    path("sys/portals/<uuid:key>/<str:what>", portals.switch, name="portal-switch"),
]
