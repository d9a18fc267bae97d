"""Settings: which place wins, what is refused, and that the file made by init explains itself."""

import tomllib
from pathlib import Path

import pytest

from citewiki.config import FILE, WHAT, defaults, load, put, template
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


SET = {
    "a text": ("wiki", "../pages", "../pages"),
    "a text with quotes": ("contact", 'Ada "the" \\ first\x7f\n', 'Ada "the" \\ first\x7f\n'),
    "a count": ("concurrency", "4", 4),
    "seconds": ("delay_s", "2.5", 2.5),
    "a truth": ("providers", "false", False),
}


@pytest.mark.parametrize("case", SET)
def test_a_value_is_set_where_the_template_explains_it(tmp_path: Path, case: str) -> None:
    name, text, value = SET[case]
    settings_file(tmp_path, template())
    put(tmp_path, name, text)
    assert getattr(load(tmp_path, {}), name) == value
    written = (tmp_path / FILE).read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(written) if line.startswith(f"{name} = "))
    assert written[at - 1] == f"# {WHAT[name]}"
    put(tmp_path, name, None)
    assert (tmp_path / FILE).read_text("utf-8") == template()


def test_setting_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    settings_file(tmp_path, "# ours\ndelay_s = 5 # slow\n\n[later]\n")
    with pytest.raises(UsageError, match="'later' is no setting"):
        load(tmp_path, {})
    put(tmp_path, "wiki", "pages")
    put(tmp_path, "delay_s", "7")
    assert (tmp_path / FILE).read_text() == ('wiki = "pages"\n# ours\ndelay_s = 7.0\n\n[later]\n')


NOT_SET = {
    "no setting": ("", "dely_s", "3", "did you mean delay_s"),
    "out of bounds": ("", "concurrency", "0", "concurrency is from 1 to 64"),
    "not a line a setting": ('wiki = """\na"""\n', "wiki", "b", "set wiki there by hand"),
    "a line that only looks like it": (
        'contact = """\nwiki = 1\n"""\n',
        "wiki",
        "b",
        "set wiki there by hand",
    ),
    "no TOML": ("wiki = [", "wiki", "b", "cannot be read"),
}


@pytest.mark.parametrize("case", NOT_SET)
def test_what_cannot_be_set_leaves_the_file_alone(tmp_path: Path, case: str) -> None:
    text, name, value, told = NOT_SET[case]
    settings_file(tmp_path, text)
    with pytest.raises(UsageError, match=told):
        put(tmp_path, name, value)
    assert (tmp_path / FILE).read_text("utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_without_a_store_nothing_is_set(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make one with `citewiki init"):
        put(tmp_path / "none", "wiki", "pages")
