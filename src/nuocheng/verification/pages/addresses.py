"""The addresses of verification."""

from django.urls import path

from nuocheng.verification.pages import field, photos, queue, task

urlpatterns = [
    path("desk/verify", queue.Queue.as_view(), name="verify-queue"),
    path("desk/verify/<str:reference>", task.TaskPage.as_view(), name="verify-task"),
    path("desk/verify/<str:reference>/ask", task.ask_again, name="verify-ask"),
    path("field/", field.today_list, name="field"),
    path("field/<str:reference>", field.FieldTask.as_view(), name="field-task"),
    path("field/<str:reference>/photos/<uuid:key>", photos.photo, name="field-photo"),
    path("field/<str:reference>/photos/<uuid:key>/preview", photos.preview, name="field-photo-preview"),
]
