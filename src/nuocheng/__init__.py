"""Nuocheng 诺成: the notify-and-pledge scheme for certificates, whole."""
