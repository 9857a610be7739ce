"""Publishing: procedures become renditions; published ones are found, replaced and pruned."""
