"""The pages of verification: the officer's queue, a task, and the register of the department."""
