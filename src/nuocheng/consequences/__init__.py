"""Consequences (不实处理): intended measures, statement and defence, decision."""
