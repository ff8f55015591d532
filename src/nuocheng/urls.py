"""All addresses on one screen: each office lists its own under the prefix given here."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from nuocheng.edge import views as edge
from nuocheng.site import home, signing_in, styleguide, system, theming
from nuocheng.site.api import api_urls, unknown_address

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", signing_in.SignIn.as_view(), name="sign-in"),
    path("sign-out", signing_in.sign_out, name="sign-out"),
    path("after-sign-in", home.after_sign_in, name="after-sign-in"),
    path("look", edge.look, name="look"),
    path("theme/<int:version>.css", edge.colours, name="theme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/paper.css", styleguide.on_paper, name="styleguide-paper"),
    path("styleguide/parts/<str:name>", styleguide.component, name="styleguide-component"),
    path("styleguide/<str:screen>", styleguide.styleguide, name="styleguide-screen"),
    path("api/v1/", api_urls),
    re_path(r"^api/", unknown_address),
    path("sys/", system.system, name="system"),
    path("sys/try/<str:key>", system.try_channel, name="system-try"),
    path("sys/theme", theming.ThemePage.as_view(), name="system-theme"),
    path("healthz", system.healthz, name="healthz"),
    path("", include("nuocheng.platforms.pages.addresses")),
    path("", include("nuocheng.letters.pages.addresses")),
    path("", include("nuocheng.credit.pages.addresses")),
    path("", include("nuocheng.verification.pages.addresses")),
    path("", include("nuocheng.consequences.pages.addresses")),
    path("", include("nuocheng.catalogue.pages.addresses")),
    path("", include("nuocheng.cases.pages.addresses")),
    path("", include("nuocheng.programme.pages.addresses")),
    path("", include("nuocheng.oversight.pages.addresses")),
]
