"""WSGI middleware and hooks that every request passes through."""
