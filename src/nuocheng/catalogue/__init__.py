"""The catalogue (目录): items, certificates, editions; draft, legal review, publication."""
