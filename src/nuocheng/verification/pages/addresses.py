"""The addresses of verification."""

from django.urls import path

from nuocheng.verification.pages import queue, task

urlpatterns = [
    path("desk/verify", queue.Queue.as_view(), name="verify-queue"),
    path("desk/verify/<str:reference>", task.TaskPage.as_view(), name="verify-task"),
    path("desk/verify/<str:reference>/ask", task.ask_again, name="verify-ask"),
]
