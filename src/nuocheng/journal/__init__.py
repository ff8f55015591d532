"""The journal (留痕): one chained entry per official act, and the only door through which acts write."""
