"""The addresses of cases."""

from django.urls import path

from nuocheng.cases.pages import (
    apply,
    desk_case,
    downloads,
    genuine,
    materials,
    mine,
    notice,
    pledge,
    progress,
    review,
    window,
    window_case,
    withdrawing,
)

urlpatterns = [
    path("model-pledge", downloads.model, name="model-pledge"),
    path("model-pledge.<str:kind>", downloads.model_file, name="model-pledge-file"),
    path("apply/<str:item_code>", apply.Apply.as_view(), name="apply"),
    path("cases/<str:reference>", progress.progress, name="case"),
    path("cases/<str:reference>/why", apply.Why.as_view(), name="case-why"),
    path("cases/<str:reference>/notice", notice.NoticePage.as_view(), name="case-notice"),
    path("cases/<str:reference>/choose", notice.ChoosePage.as_view(), name="case-choose"),
    path("cases/<str:reference>/pledge", pledge.PledgePage.as_view(), name="case-pledge"),
    path("cases/<str:reference>/check", pledge.CheckPage.as_view(), name="case-check"),
    path("cases/<str:reference>/materials", materials.MaterialsPage.as_view(), name="case-materials"),
    path("cases/<str:reference>/materials/<uuid:key>", materials.own_material, name="case-material"),
    path("cases/<str:reference>/done", progress.done, name="case-done"),
    path(
        "cases/<str:reference>/withdraw-pledge",
        withdrawing.WithdrawPledge.as_view(),
        name="case-withdraw-pledge",
    ),
    path("cases/<str:reference>/withdraw", withdrawing.Withdraw.as_view(), name="case-withdraw"),
    path("mine", mine.mine, name="mine"),
    path("mine/letters", mine.my_letters, name="my-letters"),
    path("papers/<str:key>.pdf", downloads.paper, name="paper"),
    path("items/<str:code>/form.pdf", downloads.form, name="blank-form"),
    path("items/<str:code>/form.docx", downloads.form_to_edit, name="blank-form-to-edit"),
    path("v", genuine.lookup, name="verify-paper"),
    path("v/<str:code>", genuine.result, name="verified-paper"),
    path("desk/intake", window.Intake.as_view(), name="intake"),
    path("desk/intake/<str:reference>", window_case.WindowCase.as_view(), name="intake-case"),
    path("desk/review", review.queue, name="review"),
    path("desk/cases/<str:reference>", desk_case.DeskCase.as_view(), name="desk-case"),
    path("desk/cases/<str:reference>/materials/<uuid:key>", materials.desk_material, name="desk-material"),
]
