"""Settings: which place wins, what is refused, and that the file made by init explains itself."""

import tomllib
from pathlib import Path

import pytest

from citewiki.config import FILE, WHAT, defaults, load, template
from citewiki.domain.errors import UsageError


def settings_file(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, "utf-8")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path, {})
    assert {name: getattr(settings, name) for name in WHAT} == defaults()
    assert settings.origins == {}


def test_the_file_beats_the_default_and_the_environment_the_file(tmp_path: Path) -> None:
    settings_file(tmp_path, 'delay_s = 7\nwiki = "pages"\n')
    settings = load(tmp_path, {"CITEWIKI_WIKI": "elsewhere", "CITEWIKI_PREVIEW_CHARS": "0"})
    assert (settings.delay_s, settings.wiki, settings.preview_chars) == (7.0, "elsewhere", 0)
    assert settings.origins == {
        "delay_s": str(tmp_path / FILE),
        "wiki": "CITEWIKI_WIKI",
        "preview_chars": "CITEWIKI_PREVIEW_CHARS",
    }


def test_the_template_sets_nothing_and_each_line_of_it_can_be_uncommented(tmp_path: Path) -> None:
    assert tomllib.loads(template()) == {}
    given = [line[2:] for line in template().splitlines() if " = " in line]
    settings_file(tmp_path, "\n".join(given))
    settings = load(tmp_path, {})
    assert {name: getattr(settings, name) for name in WHAT} == defaults()
    assert set(settings.origins) == set(WHAT)


REFUSED = {
    "typo": ("dely_s = 3", "did you mean delay_s"),
    "nothing like it": ("zzz = 1", "there are wiki"),
    "text for a number": ('delay_s = "3"', "delay_s is a number"),
    "number for a text": ("wiki = 3", "wiki is a text"),
    "truth for a number": ("concurrency = true", "concurrency is a whole number"),
    "number for a truth": ("providers = 1", "providers is true or false"),
    "text for a truth": ('providers = "true"', "providers is true or false"),
    "fraction for a count": ("concurrency = 1.5", "concurrency is from 1 to 64"),
    "too small": ("concurrency = 0", "concurrency is from 1 to 64"),
    "not a number at all": ("delay_s = nan", "delay_s is from 0"),
    "endless": ("deadline_s = inf", "deadline_s is from 1 to 300"),
    "a table": ("[wiki]\nfolder = 'x'", "wiki is a text"),
    "no language": ("ocr = 'eng; rm'", "ocr is languages, as in eng+deu, not 'eng; rm'"),
    "half a list of languages": ("ocr = 'eng+'", "ocr is languages"),
    "an option for a language": ("ocr = '--psm'", "ocr is languages"),
    "truth for a language": ("ocr = true", "ocr is a text"),
    "no TOML": ("wiki = [1", "cannot be read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_names_the_file_and_the_key(tmp_path: Path, case: str) -> None:
    text, told = REFUSED[case]
    settings_file(tmp_path, text)
    with pytest.raises(UsageError) as refused:
        load(tmp_path, {})
    assert told in str(refused.value)
    assert FILE in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bad_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="CITEWIKI_CONCURRENCY"):
        load(tmp_path, {"CITEWIKI_CONCURRENCY": "many"})


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False)])
def test_a_variable_may_be_true_or_false(tmp_path: Path, text: str, value: bool) -> None:
    assert load(tmp_path, {"CITEWIKI_PROVIDERS": text}).providers is value
    with pytest.raises(UsageError, match="CITEWIKI_PROVIDERS: providers is true or false"):
        load(tmp_path, {"CITEWIKI_PROVIDERS": "yes please"})


def test_other_variables_of_ours_are_no_settings(tmp_path: Path) -> None:
    assert load(tmp_path, {"CITEWIKI_STORE": "/x", "CITEWIKI_EDITOR": "Ada"}).origins == {}


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'wiki = "\xff"')
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path, {})
