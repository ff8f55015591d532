"""The addresses of the programme of work."""

from django.urls import path

from nuocheng.programme.pages import (
    chase,
    contacts,
    desk,
    explanation,
    importing,
    lead,
    lead_summaries,
    milestone,
    plan,
    public,
    steps,
    summary,
    summary_files,
)

DESK, LEAD = "desk/programme", "lead/programme"
#: One handing-in of a summary, below either.
HANDED = "summaries/<str:reference>/handed/<int:number>"

urlpatterns = [
    path("programme", public.plans, name="programme"),
    path("programme/plans/<str:reference>", public.plan, name="programme-plan"),
    path(
        "programme/explanations/<str:reference>",
        explanation.public_explanation,
        name="programme-explanation",
    ),
    path(DESK, desk.desk, name="desk-programme"),
    path(f"{DESK}/plans", plan.BeginPlan.as_view(), name="desk-plan-begin"),
    path(f"{DESK}/plans/<str:reference>", plan.PlanPage.as_view(), name="desk-plan"),
    path(f"{DESK}/plans/<str:reference>/file", plan.FilePlan.as_view(), name="desk-plan-file"),
    path(f"{DESK}/milestones/<str:code>", milestone.MilestonePage.as_view(), name="desk-milestone"),
    path(f"{DESK}/explain", explanation.Explain.as_view(), name="desk-explain"),
    path(
        f"{DESK}/explanations/<str:reference>",
        explanation.ExplanationPage.as_view(),
        name="desk-explanation",
    ),
    path(
        f"{DESK}/explanations/<str:reference>/<str:step>",
        steps.TakeStep.as_view(kind="explanation", side="desk"),
        name="desk-explanation-step",
    ),
    path(f"{DESK}/summaries", summary.BeginSummary.as_view(), name="desk-summary-begin"),
    path(f"{DESK}/summaries/<str:reference>", summary.SummaryPage.as_view(), name="desk-summary"),
    path(
        f"{DESK}/summaries/<str:reference>/hand-in",
        summary.HandInSummary.as_view(),
        name="desk-summary-hand-in",
    ),
    path(f"{DESK}/{HANDED}", summary.desk_handed, name="desk-summary-handed"),
    path(f"{DESK}/{HANDED}.<str:ending>", summary_files.desk_summary_file, name="desk-summary-file"),
    path(f"{DESK}/contacts", contacts.desk_contacts, name="desk-contacts"),
    path(
        f"{DESK}/contacts/import",
        importing.ImportContacts.as_view(side="desk"),
        name="desk-contacts-import",
    ),
    path(f"{DESK}/contacts/<str:role>", contacts.ChangeContact.as_view(), name="desk-contact"),
    path(LEAD, lead.lead_board, name="lead-programme"),
    path(f"{LEAD}/open", lead.OpenRound.as_view(), name="lead-round-open"),
    path(f"{LEAD}/chase", chase.Chase.as_view(), name="lead-chase"),
    path(f"{LEAD}/contacts", contacts.lead_contacts, name="lead-contacts"),
    path(f"{LEAD}/contacts.<str:ending>", contacts.contacts_file, name="lead-contacts-file"),
    path(f"{LEAD}/contacts/import", importing.ImportContacts.as_view(), name="lead-contacts-import"),
    path(f"{LEAD}/units/<str:department>", lead.lead_unit, name="lead-unit"),
    path(
        f"{LEAD}/units/<str:department>/contacts/<str:role>",
        contacts.ChangeContact.as_view(side="lead"),
        name="lead-contact",
    ),
    path(f"{LEAD}/plans/<str:reference>", lead.lead_plan, name="lead-plan"),
    path(f"{LEAD}/milestones/<str:reference>", milestone.lead_milestone, name="lead-milestone"),
    path(f"{LEAD}/explanations/<str:reference>", explanation.lead_explanation, name="lead-explanation"),
    path(f"{LEAD}/summaries", lead_summaries.lead_summaries, name="lead-summaries"),
    path(f"{LEAD}/summaries/<str:reference>", lead_summaries.lead_summary, name="lead-summary"),
    path(f"{LEAD}/{HANDED}", lead_summaries.lead_handed, name="lead-summary-handed"),
    path(f"{LEAD}/{HANDED}.<str:ending>", summary_files.lead_summary_file, name="lead-summary-file"),
    *(
        path(
            f"{LEAD}/{folder}/<str:reference>/<str:step>",
            steps.TakeStep.as_view(kind=kind),
            name=f"lead-{kind}-step",
        )
        for kind, folder in (
            ("plan", "plans"),
            ("milestone", "milestones"),
            ("explanation", "explanations"),
            ("summary", "summaries"),
            ("round", "rounds"),
        )
    ),
]
