"""`naskah search`."""

from __future__ import annotations

import json
import shutil
from typing import Any

import click

from archive.home import HomeChoice
from index.port import FACETS, Answer, Hit, Marked, Request, Snippet

SORTS = ("relevance", "newest", "oldest")


def _filters(command: Any) -> Any:
    """Adds an option for each filter."""
    for name in ("year", *reversed(FACETS)):
        command = click.option(f"--{name}", name, multiple=True, help=f"Only this {name}; may be given again.")(command)
    return command


@click.command()
@click.argument("query", nargs=-1)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 1000), help="Entries to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Entries to pass over.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order of the entries.")
@click.option("--exact", is_flag=True, help="The words as typed: no stems, other spellings or translations.")
@click.option("--why", is_flag=True, help="Say of each entry why it was found.")
@click.option("--like", metavar="ID", help="Entries like this document or agreement, instead of a query.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@_filters
@click.pass_obj
def search(
    choice: HomeChoice,
    /,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: Any,
    exact: bool,
    why: bool,
    like: str | None,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """Search documents and agreements.

    All words must match, in either language and any known spelling. "exact phrase", OR, -without, (groups),
    beginning*, misspeled~, and fields: partner:Incheon home:"Jawa Barat" country:KR field:education kind:report
    instrument:LoI status:planned year:2017..2019 signed:>=2018 law:"PP 28/2018".
    """
    from index.sync import open_index

    if like is not None and (query or offset or any(filters.values())):
        raise click.UsageError("--like takes no query, filters or --offset.")
    text = " ".join([*query, *(_as_query(name, values) for name, values in filters.items() if values)])
    home = choice.open()
    with open_index(home) as engine:
        if like is not None:
            answer = _answer_of(engine.similar(like, limit), like)
        else:
            request = Request(text, sort=sort, offset=offset, limit=limit, expand=not exact, facets=as_json)
            answer = engine.search(request)
    if as_json:
        click.echo(json.dumps(_plain(text, answer), ensure_ascii=False, indent=2))
    else:
        _show(answer, offset, with_why=why)


def _answer_of(hits: tuple[Hit, ...], like: str) -> Answer:
    notes = () if hits else (f"There is nothing like {like}, or no document or agreement of this id.",)
    return Answer(hits, len(hits), len(hits), notes=notes)


def _as_query(name: str, values: tuple[str, ...]) -> str:
    """A filter as part of the query, so that names are understood as they are there."""
    parts = [f"{name}:{value}" if name == "year" else f'{name}:"{value}"' for value in values]
    return f"({' OR '.join(parts)})"


def _show(answer: Answer, offset: int, *, with_why: bool) -> None:
    width = max(40, min(shutil.get_terminal_size().columns, 120))
    for note in answer.notes:
        click.secho(note, fg="yellow", err=True)
    for number, hit in enumerate(answer.hits, offset + 1):
        click.echo(f"{number:>3}. " + _marked(hit.title, bold=True))
        click.secho(f"     {hit.type}  {hit.id}{_others(hit)}", dim=True)
        for snippet in hit.snippets:
            page = f"p. {snippet.page}: " if snippet.page and snippet.page > 1 else ""
            click.echo("     " + page + _marked(_shortened(snippet, 3 * width)))
        if with_why:
            for reason in hit.why:
                click.secho(f"     {reason.kind}: {reason.query} → {reason.matched}", dim=True)
    if answer.suggestion:
        click.echo(f"Did you mean: {answer.suggestion}")
    timed = f" in {1000 * answer.seconds:.0f} ms" if answer.seconds else ""
    click.secho(f"{answer.total} found{timed}", dim=True)


def _others(hit: Hit) -> str:
    return f"  and {len(hit.others)} more with the same story" if hit.others else ""


def _shortened(snippet: Snippet, most: int) -> Marked:
    return Marked(snippet.text[:most], tuple(mark for mark in snippet.marks if mark.end <= most))


def _marked(text: Marked, *, bold: bool = False) -> str:
    """The text with its matches coloured (click leaves the colours out where the output is no terminal)."""
    pieces, at = [], 0
    for mark in text.marks:
        pieces.append(click.style(text.text[at : mark.start], bold=bold))
        pieces.append(click.style(text.text[mark.start : mark.end], bold=True, fg="green"))
        at = mark.end
    pieces.append(click.style(text.text[at:], bold=bold))
    return "".join(pieces)


def _plain(query: str, answer: Answer) -> dict[str, Any]:
    from archive.model.codec import plain

    found: dict[str, Any] = {"query": query, **plain(answer)}
    return found
