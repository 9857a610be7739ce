"""The clinic's own page: on this machine alone, a person hears each text, mends it, and approves its words."""
