"""HTTP semantics that no route should repeat: conditional requests, ranges and streaming."""
