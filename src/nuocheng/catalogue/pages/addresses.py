"""The addresses of the catalogue."""

from django.urls import path

from nuocheng.catalogue.pages import desk, editing, public

urlpatterns = [
    path("", public.home, name="home"),
    path("items", public.items, name="items"),
    path("items/<str:code>", public.item, name="item"),
    path("items/<str:code>/<int:version>", public.item, name="item-edition"),
    path("negative", public.negative, name="negative"),
    path("desk/catalogue", desk.desk, name="catalogue-desk"),
    path("desk/catalogue/<str:reference>", desk.edition, name="catalogue-edition"),
    path("desk/catalogue/<str:reference>/edit", editing.Edit.as_view(), name="catalogue-edit"),
    path("desk/catalogue/<str:reference>/new", editing.NewEdition.as_view(), name="catalogue-new-edition"),
    path("desk/catalogue/<str:reference>/<str:verb>", editing.StepPage.as_view(), name="catalogue-step"),
]
