"""The ways in which a case hears from outside: for now, the methods by which a pledge is signed."""
