"""The administrator's page for the colours of the region: chosen, checked for contrast, taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge import theme
from nuocheng.edge.clock import now
from nuocheng.edge.occasions import must_hold
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import CHINA, Role


class ColourInput(forms.TextInput):
    """The browser's own colour chooser; where there is none it is a line of text."""

    input_type = "color"


class ThemeForm(edge.Form):
    """The six colours that a region may choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build one field for each colour."""
        super().__init__(*args, **kwargs)
        for token, (label, _) in theme.TOKENS.items():
            self.fields[token] = edge.TextLine(
                label=label, max_length=7, widget=ColourInput(attrs={"class": "in w4"})
            )


class ThemePage(View):
    """Choose the colours; every version is kept, and the one before can be brought back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the colours in force."""
        must_hold(request, Role.ADMINISTRATOR)
        number = theme.in_force()
        current = theme.colours_of(theme.version(number) if number else None)
        return _show(request, ThemeForm(initial=current))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was chosen, or bring an earlier version or the product's own colours back."""
        must_hold(request, Role.ADMINISTRATOR)
        if "back_to" in request.POST:
            return self._back(request)
        form = ThemeForm(request.POST)
        if not form.is_valid():
            return _show(request, form, 422)
        own = theme.colours_of(None)
        chosen = {
            token: colour for token, colour in form.cleaned_data.items() if colour.lower() != own[token]
        }
        return self._keep(request, chosen, form)

    def _back(self, request: HttpRequest) -> HttpResponse:
        number = request.POST["back_to"]
        chosen = theme.version(int(number)).colours if number.isdigit() and number != "0" else {}
        return self._keep(request, chosen, ThemeForm(initial=theme.colours_of(None) | chosen))

    def _keep(self, request: HttpRequest, chosen: dict[str, str], form: ThemeForm) -> HttpResponse:
        try:
            theme.keep(chosen, request.user.get_username(), now())
        except Malformed as wrong:
            if not form.is_bound:
                form = ThemeForm(theme.colours_of(None) | chosen)
            form.full_clean()
            for one in wrong.objections:
                form.add_error(one.field if one.field in form.fields else None, one.text)
            return _show(request, form, 422)
        messages.success(request, "主题色换好了，各页马上生效（最多10秒）")
        return SeeOther("/sys/theme")


def _show(request: HttpRequest, form: ThemeForm, code: int = 200) -> HttpResponse:
    versions = [
        {
            "number": one.pk,
            "at": one.made_at.astimezone(CHINA),
            "by": one.made_by,
            "said": "，".join(f"{theme.TOKENS[token][0]} {colour}" for token, colour in one.colours.items()),
        }
        for one in theme.versions()
    ]
    more = {
        "form": form,
        "errors": edge.error_summary(form) if form.is_bound else [],
        "versions": versions,
        "in_force": theme.in_force(),
    }
    return render(request, "system/theme.html", more, status=code)
