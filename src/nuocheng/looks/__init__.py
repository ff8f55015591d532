"""Looks (查询核验): an authorised officer asks about one party, with purpose and basis; every look is on file, and the party sees it."""
