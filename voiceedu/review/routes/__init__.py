"""The pages of the review, a module a noun."""
