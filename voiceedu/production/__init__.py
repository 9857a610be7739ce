"""Speech becomes finished, checked recordings."""
