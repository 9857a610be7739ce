"""A procedure becomes a rendition, once; what is published is found, replaced and pruned here."""
