"""`citewiki doctor`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import missing_program


@click.command("doctor", epilog=examples("citewiki doctor", "citewiki doctor --rebuild"))
@click.option("--rebuild", is_flag=True, help="Derive again all that is derived.")
@pass_context
def command(context: Context, rebuild: bool) -> int:
    """Check the records and the bodies; name everything that is not as it should be."""
    from citewiki.usecases.checking import doctor

    with context.open() as ports:
        if rebuild:
            ports.library.upkeep.rebuild()
        swept = ports.bodies.sweep()
        found = doctor(ports)
    if missing := missing_program(context.settings):
        found.append(f"the setting ocr = {context.settings.ocr!r} reads no scan. {missing}")
    if swept:
        output.line(f"removed {swept} leftovers of unfinished writes")
    for problem in found:
        output.line(f"problem: {problem}")
    if not found:
        output.line("all is well")
    return 1 if found else 0
