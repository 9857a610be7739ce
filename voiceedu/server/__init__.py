"""The processes of `voiceedu serve`."""
