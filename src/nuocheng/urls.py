"""All addresses on one screen: each office lists its own under the prefix given here."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from nuocheng.edge import views as edge
from nuocheng.site import (
    home,
    journey_doors,
    signing_in,
    signing_in_by_phone,
    signing_in_by_province,
    styleguide,
    system,
    theming,
)
from nuocheng.site.api import api_urls, unknown_address

handler400 = home.bad_request
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", signing_in.sign_in, name="sign-in"),
    path("sign-in/account", signing_in.ByAccount.as_view(), name="sign-in-account"),
    path("sign-in/phone", signing_in_by_phone.AskCode.as_view(), name="sign-in-phone"),
    path("sign-in/phone/code", signing_in_by_phone.EnterCode.as_view(), name="sign-in-phone-code"),
    path("sign-in/province", signing_in_by_province.leave, name="sign-in-province"),
    path("sign-in/province/back", signing_in_by_province.Back.as_view(), name="sign-in-province-back"),
    path("sign-out", signing_in.sign_out, name="sign-out"),
    path("after-sign-in", home.after_sign_in, name="after-sign-in"),
    path("look", edge.look, name="look"),
    path("theme/<int:version>.css", edge.colours, name="theme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/paper.css", styleguide.on_paper, name="styleguide-paper"),
    path("styleguide/parts/<str:name>", styleguide.component, name="styleguide-component"),
    path("styleguide/<str:screen>", styleguide.styleguide, name="styleguide-screen"),
    path("journey/open/<str:secret>", journey_doors.Open.as_view(), name="journey-open"),
    path("journey/leave", journey_doors.leave, name="journey-leave"),
    path("journey/elsewhere", journey_doors.elsewhere, name="journey-elsewhere"),
    path("api/v1/", api_urls),
    re_path(r"^api/", unknown_address),
    path("sys/", system.system, name="system"),
    path("sys/try/<str:key>", system.try_channel, name="system-try"),
    path("sys/theme", theming.ThemePage.as_view(), name="system-theme"),
    path("healthz", system.healthz, name="healthz"),
    path("", include("nuocheng.platforms.pages.addresses")),
    path("", include("nuocheng.handover.pages.addresses")),
    path("", include("nuocheng.letters.pages.addresses")),
    path("", include("nuocheng.credit.pages.addresses")),
    path("", include("nuocheng.verification.pages.addresses")),
    path("", include("nuocheng.consequences.pages.addresses")),
    path("", include("nuocheng.catalogue.pages.addresses")),
    path("", include("nuocheng.mandates.pages.addresses")),
    path("", include("nuocheng.looks.pages.addresses")),
    path("", include("nuocheng.cases.pages.addresses")),
    path("", include("nuocheng.programme.pages.addresses")),
    path("", include("nuocheng.oversight.pages.addresses")),
]
