"""All addresses on one screen: each office lists its own under the prefix given here."""

from django.urls import URLPattern, URLResolver, include, path

from nuocheng.edge import views as edge
from nuocheng.people import pages as people
from nuocheng.site import home, styleguide
from nuocheng.site.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", people.SignIn.as_view(), name="sign-in"),
    path("sign-out", people.sign_out, name="sign-out"),
    path("after-sign-in", home.after_sign_in, name="after-sign-in"),
    path("elder", edge.elder, name="elder"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/<str:screen>", styleguide.styleguide, name="styleguide-screen"),
    path("api/v1/", api.urls),
    path("", include("nuocheng.credit.pages.addresses")),
    path("", include("nuocheng.verification.pages.addresses")),
    path("", include("nuocheng.consequences.pages.addresses")),
]
