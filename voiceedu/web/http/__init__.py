"""HTTP semantics that every route shares: conditional requests, ranges and streaming."""
