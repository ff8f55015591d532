"""The addresses of verification."""

from django.urls import path

from nuocheng.verification.pages import (
    assistance_code,
    assistance_lists,
    assistance_new,
    assistance_page,
    assistance_reply,
    assistance_steps,
    draws,
    field,
    photos,
    public_draws,
    queue,
    task,
)

urlpatterns = [
    path("desk/verify", queue.Queue.as_view(), name="verify-queue"),
    path("desk/verify/<str:reference>", task.TaskPage.as_view(), name="verify-task"),
    path("desk/verify/<str:reference>/ask", task.ask_again, name="verify-ask"),
    path("desk/verify/<str:reference>/trigger", task.Trigger.as_view(), name="verify-trigger"),
    path("desk/draws", draws.Draws.as_view(), name="desk-draws"),
    path("desk/draws/new", draws.PrepareDraw.as_view(), name="desk-draw-new"),
    path("desk/draws/<str:reference>", draws.DrawPage.as_view(), name="desk-draw"),
    path("desk/draws/<str:reference>/<str:step>", draws.TakeDrawStep.as_view(), name="desk-draw-step"),
    path("draws", public_draws.draws, name="draws"),
    path("draws/replay.py", public_draws.replay, name="draw-replay"),
    path("draws/<str:reference>", public_draws.draw, name="draw"),
    path("draws/<str:reference>/<str:name>", public_draws.file, name="draw-file"),
    path("desk/verify/<str:reference>/assist", assistance_new.NewRequest.as_view(), name="assist-new"),
    path("desk/assist", assistance_lists.sent, name="assist"),
    path("desk/assist/inbox", assistance_lists.inbox, name="assist-inbox"),
    path("desk/assist/<str:reference>", assistance_page.show, name="assist-request"),
    path("desk/assist/<str:reference>/letter", assistance_page.letter, name="assist-letter"),
    path("desk/assist/<str:reference>/pages/<uuid:key>", assistance_page.page, name="assist-page"),
    path("desk/assist/<str:reference>/code", assistance_code.issue, name="assist-code"),
    path("assist/<str:code>", assistance_code.ByLetter.as_view(), name="assist-by-code"),
    path("desk/assist/<str:reference>/answer", assistance_reply.Answer.as_view(), name="assist-answer"),
    path("desk/assist/<str:reference>/<str:step>", assistance_steps.TakeStep.as_view(), name="assist-step"),
    path("lead/assist", assistance_lists.lead, name="lead-assist"),
    path("lead/assist/figures", assistance_lists.figures, name="lead-assist-figures"),
    path("field/", field.today_list, name="field"),
    path("field/<str:reference>", field.FieldTask.as_view(), name="field-task"),
    path("field/<str:reference>/photos/<uuid:key>", photos.photo, name="field-photo"),
    path("field/<str:reference>/photos/<uuid:key>/preview", photos.preview, name="field-photo-preview"),
]
