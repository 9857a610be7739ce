"""The phone conversation and its renderings for each kind of phone system."""
