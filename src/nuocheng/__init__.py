"""Nuocheng 诺成: the notify-and-pledge scheme for certificates, whole."""

__version__ = "0.1.0"
