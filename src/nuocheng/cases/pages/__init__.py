"""The pages of cases: the party's way from the notice to the receipt, the window, and the reviewer's desk."""
