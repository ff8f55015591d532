"""The pages of oversight: the Bureau's overview and reports, and the department's own report."""
