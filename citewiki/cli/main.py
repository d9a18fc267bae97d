"""The entry: a table of commands, loaded one at a time, and how every error ends.

`citewiki --help` must import none of the heavy libraries, so the short helps stand in the table.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from citewiki import __version__
from citewiki.cli import output
from citewiki.cli.context import Context
from citewiki.domain.errors import CitewikiError

COMMANDS: dict[str, str] = {
    "init": "Make a store, with a starter registry of venues.",
    "import": "Take over what another tool knows.",
    "scan": "Find every citation in the wiki's pages.",
    "check": "What is wrong with the pages' citations.",
    "add": "Register web addresses, and fetch them.",
    "attach": "Make a saved file a source's newest version.",
    "fetch": "Fetch sources now.",
    "identify": "Ask arXiv, DOI and others what they know of sources.",
    "nightly": "Scan, fetch what is due, write the digest.",
    "rate": "Rate a source, or go back to its venue's rating.",
    "venue": "The registry of venues and their ratings.",
    "credibility": "What the wiki's claims rest on.",
    "edit": "Set a source's editorial fields.",
    "annotate": "Put a note on a passage.",
    "review": "Mark a source's text as read.",
    "queue": "What needs a person, the weightiest first.",
    "snooze": "Leave a source out of the queues for a while.",
    "undo": "Take back your last change.",
    "redo": "Do again what you took back last.",
    "show": "Everything known of a source.",
    "list": "The sources.",
    "citations": "Every citation, or those of a page or a source.",
    "search": "Full text over titles and cached texts.",
    "card": "A source's card.",
    "export": "Every source's card, into a folder.",
    "duplicates": "Sources that may be one work.",
    "merge": "Take one source for part of another.",
    "split": "Let a merged source stand for itself again.",
    "status": "The store in figures.",
    "log": "A source's history: versions, who, what, when, why.",
    "diff": "What changed between two versions' texts.",
    "extract": "Text and metadata of a file; or of what an older reader read.",
    "config": "Every setting, its value, and where it came from.",
    "prune": "Give up old versions, as the settings say.",
    "backup": "A verified copy of the database.",
    "doctor": "Check the records and the bodies.",
    "upgrade": "Bring an older store up to this version.",
    "tui": "The editors' terminal.",
    "demo": "An offline tour on a small bundled wiki.",
}

_MODULES = {"import": "import_", "list": "list_"}


class Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"citewiki.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Click knows only of the commands that are loaded what may have been meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            meant = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"No such command {args[0]!r}.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A SOURCE is a resource id (16 hex digits), a stable id (10 characters) or a URL. "
    "`citewiki COMMAND --help` has examples.",
)
@click.option("--store", metavar="DIR", help="The store; else $CITEWIKI_STORE, else .citewiki.")
@click.option(
    "--as", "editor", metavar="NAME", help="Who you are; else $CITEWIKI_EDITOR, else git's."
)
@click.option("--quiet", is_flag=True, help="No narration.")
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, store: str | None, editor: str | None, quiet: bool) -> None:
    """Look after the sources that a wiki cites."""
    ctx.obj = Context(store, editor, quiet)


def _misplaced(error: click.ClickException) -> str:
    """What to do with an option of all commands that is given to one."""
    if not isinstance(error, click.NoSuchOption):
        return ""
    name = error.option_name
    of_all = any(name in one.opts for one in cli.params if isinstance(one, click.Option))
    return f" It stands before the command: citewiki {name} …" if of_all else ""


def main(argv: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 done with problems, 2 could not be done, 130 Ctrl-C."""
    sys.exit(_run(argv))


def _run(argv: Sequence[str] | None) -> int:
    output.ready()
    if "_CITEWIKI_COMPLETE" in os.environ:  # a shell asks for completions; click ends the process
        cli.main(prog_name="citewiki")
    args = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    try:
        # not cli.main, which answers a closed pipe with exit 1, our code for "found problems"
        with cli.make_context("citewiki", args) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return _interrupted()
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        path = "citewiki" if _misplaced(error) else path or "citewiki"
        output.complain(f"{error.format_message()}{_misplaced(error)} (see `{path} --help`)")
        return 2
    except CitewikiError as error:
        output.complain(str(error))
        return 2
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        # who read us has had enough; Python must not try to flush again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        output.complain(f"the system refused{where}: {error.strerror or error}")
        return 2
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    output.complain("interrupted; what was recorded stays, the rest is as before")
    return 130
