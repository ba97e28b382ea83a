"""`naskah review`."""

from __future__ import annotations

import datetime
import getpass
import json
from typing import TYPE_CHECKING, Any

import click

from archive.errors import NaskahError
from archive.home import HomeChoice
from archive.model import HOME, Judgement
from archive.model.judgement import Verdict

if TYPE_CHECKING:
    from archive.register.desk import Desk
    from archive.register.review import Item

_LISTS = ("fields", "signatories")


@click.command()
@click.option(
    "--accept", multiple=True, metavar="ID", help="Say that an agreement (or record) is right; may be given again."
)
@click.option(
    "--accept-over", type=click.FloatRange(0, 1), metavar="SCORE", help="Accept all agreements of this score or more."
)
@click.option("--reject", multiple=True, metavar="ID", help="Say that an agreement (or record) is none.")
@click.option("--correct", nargs=3, metavar="ID SLOT VALUE", help="Put a value right; an empty VALUE takes it out.")
@click.option("--same", nargs=2, metavar="ID ID", help="Say that two agreements (or records) are one.")
@click.option("--different", nargs=2, metavar="ID ID", help="Say that two are not the same.")
@click.option("--hide", multiple=True, metavar="ID", help="Leave a record out without calling it wrong.")
@click.option(
    "--add", "added", metavar="JSON", help='Add an agreement by hand: {"home": ..., "partner": ..., "signed": ...}.'
)
@click.option("--undo", metavar="JUDGEMENT", help="Take a judgement back.")
@click.option("--log", is_flag=True, help="List the judgements that were made.")
@click.option("--ask", is_flag=True, help="Go through the queue and ask about each.")
@click.option("--who", envvar="NASKAH_WHO", help="Your name, kept with the judgement; else your user name.")
@click.option("--why", default="", help="A reason, kept with the judgement.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Entries of the queue to show.")
@click.option("--json", "as_json", is_flag=True, help="Print the queue as JSON.")
@click.pass_obj
def review(
    choice: HomeChoice,
    accept: tuple[str, ...],
    accept_over: float | None,
    reject: tuple[str, ...],
    correct: tuple[str, str, str] | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    hide: tuple[str, ...],
    added: str | None,
    undo: str | None,
    log: bool,
    ask: bool,
    who: str | None,
    why: str,
    limit: int,
    as_json: bool,
) -> None:
    """Accept, reject and correct what was found.

    Without options it lists what is doubtful and matters most. An ID is that of an agreement, or a record key as
    `naskah show` prints it. What you decide is kept for good and survives every new reading of the documents.

    \b
    naskah review --accept jawa-barat--incheon--loi--2017
    naskah review --correct jawa-barat--incheon--loi--2017 signed 2017-09-25 --why "seen on paper"
    naskah review --same ID ID
    naskah review --undo 3f2a90c1d4e5
    """
    from archive.register.desk import Desk, new_judgement

    home = choice.open()
    desk = Desk(home.catalogue)
    decisions: list[Judgement] = []

    def judge(verdict: Verdict, about: list[str], slot: str | None = None, value: Any = None) -> None:
        decisions.append(new_judgement(verdict, about, who or getpass.getuser(), why=why, slot=slot, value=value))

    for id in accept:
        judge("accept", [_record(desk, id)])
    if accept_over is not None:
        for agreement in desk.register.agreements:
            if not agreement.accepted and agreement.score >= accept_over:
                judge("accept", [agreement.records[0]])
    for id in reject:
        for key in _records(desk, id):
            judge("reject", [key])
    for id in hide:
        for key in _records(desk, id):
            judge("hide", [key])
    if correct:
        judge("correct", [_record(desk, correct[0])], correct[1], _value(correct[1], correct[2]))
    if same:
        judge("same", _together(desk, same))
    if different:
        _part(desk, different, judge)
    if added:
        judge("add", [], value=_added(added))
    if undo:
        judge("undo", [undo])
    if decisions:
        _take(desk, decisions)
    elif log:
        _log(desk, as_json=as_json)
    elif ask:
        _ask(desk, judge, decisions)
    elif accept_over is not None:
        click.echo("No agreement has that score and is still open.")
    else:
        _queue(desk, limit, as_json=as_json)


def _take(desk: Desk, decisions: list[Judgement]) -> None:
    """Keep all decisions or none."""
    desk.take(decisions, on=_today())
    shown = ", ".join(judgement.id for judgement in decisions[:5]) + (" ..." if len(decisions) > 5 else "")
    click.echo(f"Kept {len(decisions)}: {shown}. `naskah review --undo ID` takes one back.")


def _records(desk: Desk, id: str) -> list[str]:
    """The record keys that an id stands for: those of an agreement, or the key itself."""
    if desk.knows(id):
        return [id]
    agreement = desk.agreement(id)
    if agreement is None:
        raise NaskahError(f"There is no agreement or record {id}; `naskah agreements` lists them.")
    return list(agreement.records)


def _record(desk: Desk, id: str) -> str:
    """The record that stands for an id: of an agreement the best supported one."""
    keys = _records(desk, id)
    agreement = desk.agreement(id)
    signed = agreement.conclusions.get("signed") if agreement else None
    return signed.support[0] if signed and signed.support else keys[0]


def _together(desk: Desk, ids: tuple[str, str]) -> list[str]:
    """All records of two agreements, so that none of them is left behind."""
    one, other = (_records(desk, id) for id in ids)
    return one if one == other else [*one, *other]


def _part(desk: Desk, ids: tuple[str, str], judge: Any) -> None:
    """Tell two apart: every record of the one from every record of the other."""
    one, other = (_records(desk, id) for id in ids)
    for key in one:
        for another in other:
            judge("different", [key, another])


def _value(slot: str, text: str) -> Any:
    if slot in _LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if slot in ("home", "partner"):
        return _party(slot, text)
    return text.strip() or None


def _party(slot: str, text: str) -> Any:
    """A party by its name or code in the reference data, or as JSON."""
    from archive.model.codec import plain
    from archive.reference import institutions, places

    if text.lstrip().startswith("{"):
        return _json(text)
    place = places().get(text)
    found = [place] if place else list(places().named(text))
    found = [one for one in found if (one.country == HOME) == (slot == "home")]
    if slot == "home":
        found = [one for one in found if one.level in {"province", "city", "regency"}]
    body = institutions().named(text) if slot == "partner" else None
    if body is not None:
        return plain(body.party())
    if not found:
        raise NaskahError(
            f'No place is called {text!r}; give it as JSON: {{"name": ..., "level": ..., "country": ...}}.'
        )
    if len(found) > 1 and place is None:
        codes = ", ".join(f"{one.code} ({one.name}, {one.level}, {one.country})" for one in found[:8])
        raise NaskahError(f"Several places are called {text!r}: name one by its code, {codes}.")
    return plain(found[0].party())


def _added(text: str) -> Any:
    """The values of an agreement added by hand; its parties may be given by name or code."""
    values = _json(text)
    if not isinstance(values, dict):
        return values
    return {
        slot: _party(slot, value) if slot in ("home", "partner") and isinstance(value, str) and value else value
        for slot, value in values.items()
    }


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NaskahError(f"This is not JSON ({error.msg} at {error.colno}): {text}") from error


def _queue(desk: Desk, limit: int, *, as_json: bool) -> None:
    from archive.model.codec import plain
    from archive.register.review import review_queue

    queue = review_queue(desk.register, _today())
    if as_json:
        click.echo(json.dumps([plain(item) for item in queue[:limit]], ensure_ascii=False, indent=2))
        return
    for number, item in enumerate(queue[:limit], 1):
        _print(item, f"{number:>3}. ")
    if not queue:
        click.echo("Nothing is waiting for a review.")
    else:
        click.echo(
            f"{len(queue)} entries wait; {min(limit, len(queue))} shown. `naskah review --ask` goes through them."
        )


def _print(item: Item, lead: str = "") -> None:
    name = item.agreement.id if item.agreement else f"judgement {item.judgement}"
    click.secho(f"{lead}{name}", bold=True, nl=False)
    click.secho(f"  {item.priority:.2f}", dim=True)
    for reason in item.reasons:
        click.echo(f"     {reason.cause.replace('_', ' ')}: {reason.detail}")


def _ask(desk: Desk, judge: Any, decisions: list[Judgement]) -> None:
    from archive.register.review import review_queue

    for item in review_queue(desk.register, _today()):
        if item.agreement is None or desk.register.agreement(item.agreement.id) is None:
            continue
        _print(item)
        for key in item.agreement.records:
            record = desk.linker.record(key)
            if record is not None:
                click.secho(f"     {key}", dim=True)
        choices = "[a]ccept, [r]eject, [c]orrect, " + ("sa[m]e, [d]ifferent, " if item.other else "") + "[s]kip, [q]uit"
        try:
            answer = click.prompt(choices, default="s", show_default=False).strip().casefold()[:1]
            if answer == "q":
                return
            _answer(desk, judge, item, answer)
            if decisions:
                _take(desk, decisions)
        except NaskahError as error:
            click.secho(str(error), fg="red", err=True)
        except click.Abort:
            click.echo()
            return
        finally:
            decisions.clear()


def _answer(desk: Desk, judge: Any, item: Item, answer: str) -> None:
    if item.agreement is None:
        return
    id = item.agreement.id
    if answer == "a":
        judge("accept", [_record(desk, id)])
    elif answer == "r":
        for key in item.agreement.records:
            judge("reject", [key])
    elif answer == "c":
        slot = click.prompt("slot")
        judge("correct", [_record(desk, id)], slot, _value(slot, click.prompt("value", default="")))
    elif answer == "m" and item.other:
        judge("same", _together(desk, (id, item.other)))
    elif answer == "d" and item.other:
        _part(desk, (id, item.other), judge)


def _log(desk: Desk, *, as_json: bool) -> None:
    from archive.model.codec import plain
    from archive.register.rulings import active

    judgements = desk.judgements
    if as_json:
        click.echo(json.dumps([plain(judgement) for judgement in judgements], ensure_ascii=False, indent=2))
        return
    standing = {judgement.id for judgement in active(judgements)}
    for judgement in judgements:
        what = f" {judgement.slot} = {judgement.value}" if judgement.slot else ""
        undone = "" if judgement.id in standing or judgement.verdict == "undo" else "  (undone)"
        head = f"{judgement.at}  {judgement.id}  {judgement.who}  {judgement.verdict}{what}"
        click.echo(f"{head}  {' '.join(judgement.about)}{undone}")
        if judgement.why:
            click.echo(f"    {judgement.why}")
    click.echo(f"{len(judgements)} judgements.")


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()
