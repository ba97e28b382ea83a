"""Puts the application together."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.home import Home
from webapp import assets, compression, errors, languages, people, security, templating
from webapp.api import api
from webapp.pages import BLUEPRINTS, linked, lists
from webapp.secret import secret_of
from webapp.site import Site

UPLOAD_LIMIT_MB = 512


def create_app(home: Home, **config: Any) -> Flask:
    """The site over the archive in `home`; `config` overrides Flask's settings."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=secret_of(home),
        SESSION_COOKIE_NAME="naskah",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=home.settings.base_url.startswith("https://"),
        # Forms are small; the page that takes uploads raises this for itself.
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
    )
    app.config.update(config)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.extensions["naskah"] = Site(home)
    if home.settings.base_url:
        # A public address means that a web server stands before this one and tells who asks.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    for part in (assets, languages, people, templating, security, errors, compression):
        part.set_up(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_blueprint(api)
    app.jinja_env.globals.update(linked_data=linked.embedded, outcome_name=lists.outcome_name)
    return app
