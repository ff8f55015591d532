"""The addresses of mandates."""

from django.urls import path

from nuocheng.mandates.pages import acting, ending, giving, registering

urlpatterns = [
    path("acting", acting.ActingFor.as_view(), name="acting"),
    path("mine/mandates", giving.mandates, name="mandates"),
    path("mine/mandates/give", giving.Give.as_view(), name="mandate-give"),
    path("mine/mandates/<str:reference>/end", ending.End.as_view(), name="mandate-end"),
    path("desk/mandates", registering.register, name="desk-mandates"),
    path("desk/mandates/new", registering.Register.as_view(), name="desk-mandate-new"),
    path("desk/mandates/<str:reference>/end", ending.DeskEnd.as_view(), name="desk-mandate-end"),
]
