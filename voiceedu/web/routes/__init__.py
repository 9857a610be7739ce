"""The blueprints: one module a noun."""
