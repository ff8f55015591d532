"""Oversight (监督): monthly reports and what supervisors see."""
