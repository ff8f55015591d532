"""The addresses of the programme of work."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
