"""`citewiki edit`."""

from collections.abc import Iterable, Mapping

import click

from citewiki.cli.context import Context, examples, pass_context
from citewiki.cli.revisions import expected, if_revision, showing_both
from citewiki.domain.errors import UsageError
from citewiki.domain.fields import parse_field, show_value
from citewiki.domain.sources import Field, SourceId, Value
from citewiki.ports import Ports


@click.command(
    "edit",
    epilog=examples(
        'citewiki edit SOURCE --set importance=82 --set "key_points=First; second"',
        "citewiki edit SOURCE --clear title",
        "citewiki edit SOURCE --keep title --keep published",
        'citewiki edit SOURCE --set "title=A better one" --if-revision 41',
    ),
)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--set",
    "settings",
    metavar="FIELD=VALUE",
    multiple=True,
    help=f"Fields: {', '.join(f.value for f in Field)}. Lists are split at ';'.",
)
@click.option(
    "--clear",
    "cleared",
    metavar="FIELD",
    multiple=True,
    help="Take the editors' value away; what an import or the page says shows again.",
)
@click.option(
    "--keep",
    "kept",
    metavar="FIELD",
    multiple=True,
    help="Make the value that stands now yours: no import or fetch outranks it from then on.",
)
@if_revision
@pass_context
def command(
    context: Context,
    source: str,
    settings: tuple[str, ...],
    cleared: tuple[str, ...],
    kept: tuple[str, ...],
    revision: int | None,
) -> None:
    """Set a source's editorial fields; all of one call are one step of undo.

    What an editor has set is locked: nothing but an editor changes it. `--keep` locks what a
    machine found, `--clear` gives a field back to the machines.
    """
    from citewiki.cli.changing import tell
    from citewiki.usecases.editing import edit, keep
    from citewiki.usecases.sources import find

    values: dict[Field, Value | None] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals:
            raise UsageError(f"{setting!r} sets nothing: write FIELD=VALUE")
        values[_field(name)] = parse_field(_field(name), text)
    for name in cleared:
        values[_field(name)] = None
    if kept and values:
        raise UsageError("--keep stands alone: set and clear in a call of their own")
    if kept and revision is not None:
        raise UsageError("--keep takes the value that stands now: it needs no --if-revision")
    with context.open() as ports:
        source_id = find(ports, source)
        if kept:
            fields = [_field(name) for name in kept]
            event = keep(ports, source_id, fields, context.editor)
        else:
            seen = expected(revision)
            with showing_both(lambda: _stand(ports, source_id, values), _told(values)):
                event = edit(ports, source_id, values, context.editor, expected=seen)
    tell(event)


def _stand(ports: Ports, source_id: SourceId, fields: Iterable[Field]) -> str:
    """What these fields say now."""
    source = ports.library.sources.get(source_id)
    found = {field: source.fields.get(field) for field in fields}
    return _told({field: None if one is None else one.value for field, one in found.items()})


def _told(values: Mapping[Field, Value | None]) -> str:
    said = {field: "" if one is None else show_value(one) for field, one in values.items()}
    return "\n".join(f"{field.value}: {text or '(nothing)'}" for field, text in said.items())


def _field(name: str) -> Field:
    try:
        return Field(name.strip())
    except ValueError:
        known = ", ".join(f.value for f in Field)
        raise UsageError(f"{name!r} is no field: give one of {known}") from None
