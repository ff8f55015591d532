"""The addresses of credit."""

from django.urls import path

from nuocheng.credit.pages import answering, desk, mine, objecting

urlpatterns = [
    path("mine/credit", mine.MyCredit.as_view(), name="my-credit"),
    path("mine/objections", objecting.Objecting.as_view(), name="object"),
    path("mine/objections/<str:reference>", objecting.MyObjection.as_view(), name="my-objection"),
    path("desk/objections", answering.objections, name="objections"),
    path("desk/objections/<str:reference>", answering.AnswerPage.as_view(), name="objection"),
    path("desk/repairs", desk.repairs, name="repairs"),
    path("desk/repairs/<str:reference>", desk.RepairPage.as_view(), name="repair"),
]
