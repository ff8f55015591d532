"""The addresses of consequences."""

from django.urls import path

from nuocheng.consequences.pages import desk, mine

urlpatterns = [
    path("desk/matters", desk.matters, name="matters"),
    path("desk/matters/new", desk.NewMatter.as_view(), name="matter-new"),
    path("desk/matters/<str:reference>", desk.MatterPage.as_view(), name="matter"),
    path("mine/matters/<str:reference>", mine.MyMatter.as_view(), name="my-matter"),
]
