"""The programme of work: plans, milestones, written explanations and contacts of every department."""
