"""The reports of oversight: what each lays out, for people to read and print."""

from nuocheng.oversight.reports import district_month, monthly_work, round_in_words

__all__ = ["district_month", "monthly_work", "round_in_words"]
