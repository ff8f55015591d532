"""Holdings (材料库): files that people hand in, looked through, kept once under their digest, sent out safely."""
