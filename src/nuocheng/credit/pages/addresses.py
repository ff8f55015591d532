"""The addresses of credit."""

from django.urls import path

from nuocheng.credit.pages import desk, mine

urlpatterns = [
    path("mine/credit", mine.MyCredit.as_view(), name="my-credit"),
    path("desk/repairs", desk.repairs, name="repairs"),
    path("desk/repairs/<str:reference>", desk.RepairPage.as_view(), name="repair"),
]
