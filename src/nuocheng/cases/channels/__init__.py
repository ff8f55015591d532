"""Ways to ask or tell somebody outside about cases."""
