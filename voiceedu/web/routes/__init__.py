"""Flask blueprints, one module for each noun."""
