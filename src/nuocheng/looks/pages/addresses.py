"""The addresses of looks."""

from django.urls import path

from nuocheng.looks.pages import clearing, desk, lead, mine

urlpatterns = [
    path("desk/query", desk.choose, name="look-choose"),
    path("desk/query/ask", desk.Ask.as_view(), name="look-ask"),
    path("desk/query/<str:reference>", desk.show, name="look-page"),
    path("desk/query/<str:reference>/slip", desk.slip, name="look-slip"),
    path("mine/looks", mine.looks, name="looks-at-me"),
    path("mine/looks/<str:reference>/complain", mine.Complain.as_view(), name="look-complain"),
    path("looks/<str:code>", mine.genuine, name="look-genuine"),
    path("lead/queries", lead.overview, name="lead-looks"),
    path("lead/queries/export.csv", lead.export, name="lead-looks-export"),
    path("lead/queries/clearances", clearing.clearances, name="clearances"),
    path("lead/queries/clearances/new", clearing.Give.as_view(), name="clearance-new"),
    path("lead/queries/clearances/<str:reference>/end", clearing.End.as_view(), name="clearance-end"),
    path("lead/queries/complaints/<str:reference>", lead.AnswerComplaint.as_view(), name="look-complaint"),
]
