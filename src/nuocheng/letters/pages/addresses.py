"""The addresses of letters."""

from django.urls import path

from nuocheng.letters.pages import desk, reach

urlpatterns = [
    path("desk/letters", desk.mailings, name="desk-letters"),
    path("desk/letters/<str:reference>", desk.MailingPage.as_view(), name="desk-letter"),
    path("desk/letters/<str:reference>/letter.pdf", desk.on_paper, name="desk-letter-file"),
    path("mine/reach", reach.ReachPage.as_view(), name="my-reach"),
]
