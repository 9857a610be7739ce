"""The page and the phone's files over HTTP: Flask blueprints and WSGI middleware."""
