"""The addresses of oversight."""

from django.urls import path

from nuocheng.oversight.pages import desk, lead, overview, report, round_figures

urlpatterns = [
    path("lead/", overview.overview, name="lead-overview"),
    path("lead/reports", lead.reports, name="lead-reports"),
    path("lead/months/<str:month>", lead.month_sum, name="lead-month"),
    path("lead/reports/<str:reference>", report.lead_report, name="lead-report"),
    path("lead/reports/<str:reference>/figures/<str:key>", report.lead_figure, name="lead-figure"),
    path("lead/reports/<str:reference>/accept", lead.accept, name="lead-accept"),
    path("lead/reports/<str:reference>/return", lead.SendBack.as_view(), name="lead-return"),
    path(
        "desk/programme/summaries/<str:reference>/figures",
        round_figures.RoundFigures.as_view(),
        name="desk-summary-figures",
    ),
    path("desk/report", desk.Months.as_view(), name="desk-reports"),
    path("desk/report/<str:reference>", desk.Write.as_view(), name="desk-report"),
    path("desk/report/<str:reference>/submit", desk.Submit.as_view(), name="desk-report-submit"),
    path("desk/report/<str:reference>/read", report.desk_report, name="desk-report-read"),
    path("desk/report/<str:reference>/figures/<str:key>", report.desk_figure, name="desk-figure"),
]
