"""`naskah serve`."""

from __future__ import annotations

import click

from archive.errors import NaskahError
from archive.home import Home, HomeChoice


@click.command()
@click.option("--host", help="Address to serve on (setting host; 0.0.0.0 lets other machines in).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to serve on (setting port).")
@click.option("--threads", type=click.IntRange(1, 256), help="Threads that answer (setting threads).")
@click.pass_obj
def serve(home: HomeChoice, host: str | None, port: int | None, threads: int | None) -> None:
    """Serve the site.

    It answers on http://127.0.0.1:8000 unless told otherwise. Ctrl-C ends it.
    """
    import waitress

    from webapp import create_app

    opened = home.open()
    address, number = host or opened.settings.host, opened.settings.port if port is None else port
    _bring_index_in_line(opened)
    app = create_app(opened)
    try:
        server = waitress.create_server(
            app,
            host=address,
            port=number,
            threads=threads or opened.settings.threads,
            ident=None,
            max_request_body_size=600 * 1024 * 1024,
        )
    except ValueError as error:
        # What waitress makes of a host that nothing is known of.
        raise NaskahError(f"{address!r} is no address of this machine; use 127.0.0.1 or 0.0.0.0.") from error
    except OSError as error:
        raise NaskahError(
            f"The site cannot be served on {address}:{number}: {error.strerror or error}. "
            "Choose another port with --port."
        ) from error
    bound = getattr(server, "effective_port", number)
    click.echo(f"The site is at http://{address}:{bound} (Ctrl-C ends it).")
    try:
        server.run()
    finally:
        server.close()


def _bring_index_in_line(home: Home) -> None:
    """Make the index anew where it is stale, and add what it lacks, so that the site can be searched at once."""
    from index.errors import IndexFault
    from index.sync import open_index

    try:
        with open_index(home):
            pass
    except IndexFault as error:
        # Another process may be writing; the site then searches what is there.
        click.echo(f"The index is left as it is: {error}", err=True)
