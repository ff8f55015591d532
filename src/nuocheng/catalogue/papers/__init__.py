"""Papers made from the catalogue alone: the annexes of the plan, and the guide of an item."""
