"""The command line: exit codes, one clear line for bad input, the JSON others script against."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from citewiki.cli.main import main
from tests.sources.extract.docx_files import docx, paragraph
from tests.sources.extract.pdf_files import pdf
from tests.sources.extract.warc_files import http, record

URL = "https://example.org/paper"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("CITEWIKI_STORE", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["--store", str(tmp_path / "store"), "--as", "Ada", *argv])
        captured = capsys.readouterr()
        return Done(int(end.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def source(run: Run, tmp_path: Path) -> str:
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    (wiki / "page.md").write_text(f"# A page\n\nIt holds [so they say]({URL}).\n")
    assert run("init").code == 0
    assert run("scan", str(wiki)).code == 0
    return str(json.loads(run("list", "--json").out)[0]["id"])


BAD = {
    "no store": (["list"], "no store"),
    "unknown option": (["list", "--nonsense"], "nonsense"),
    "unknown command": (["frobnicate"], "frobnicate"),
    "missing folder": (["scan", "nowhere"], "nowhere"),
    "import of nothing": (["import", "longterm-wiki", "nowhere"], "nowhere"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_exit_2(run: Run, case: str) -> None:
    argv, named = BAD[case]
    done = run(*argv)
    assert done.code == 2
    assert done.out == ""
    assert named in done.err
    assert len(done.err.splitlines()) == 1


BAD_IN_A_STORE = {
    "unknown id": (["show", "0123456789abcdef"], "0123456789abcdef"),
    "no id at all": (["show", "what?"], "what?"),
    "missing file": (["attach", URL, "nowhere.pdf"], "nowhere.pdf"),
    "rating of 6": (["rate", URL, "6", "--because", "x"], "1 to 5|is one of"),
    "rating without a reason": (["rate", URL, "5"], "because"),
    "unknown field": (["edit", URL, "--set", "colour=red"], "colour"),
    "bad value": (["edit", URL, "--set", "importance=lots"], "importance"),
    "no address": (["add", "javascript:alert(1)"], "javascript"),
    "nothing to undo": (["undo"], "no change left"),
    "unknown venue": (["venue", "rate", "nobody", "3", "--because", "x"], "nobody"),
    "a second store": (["init"], "there already|holds"),
    "bad time": (["attach", URL, __file__, "--fetched-at", "noon"], "noon"),
    "an archive of nothing": (["fetch", "--via-archive"], "SOURCE"),
    "an archive of all": (["fetch", "--all", "--via-archive"], "SOURCE"),
    "an archive's bad time": (["fetch", URL, "--via-archive", "--at", "noon"], "noon"),
    "a time without an archive": (["fetch", URL, "--at", "2024-05-01"], "--via-archive"),
}


@pytest.mark.parametrize("case", BAD_IN_A_STORE)
def test_bad_input_in_a_store(run: Run, source: str, case: str) -> None:
    argv, named = BAD_IN_A_STORE[case]
    done = run(*argv)
    assert done.code == 2
    assert any(one in done.err for one in named.split("|"))
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("serch", "No such command 'serch'. Did you mean 'search'?"),
        ("fetsh", "Did you mean 'fetch'?"),
        ("frobnicate", "No such command 'frobnicate'. (see `citewiki --help`)"),
    ],
)
def test_a_command_that_is_misspelt(run: Run, typed: str, said: str) -> None:
    done = run(typed)
    assert done.code == 2
    assert said in done.err


def test_malformed_yaml_is_named_and_the_rest_goes_on(
    run: Run, source: str, tmp_path: Path
) -> None:
    data = tmp_path / "data" / "resources"
    data.mkdir(parents=True)
    (data.parent / "publications.yaml").write_text("- id: x\n  name: [unclosed\n")
    done = run("import", "longterm-wiki", str(data.parent))
    assert done.code == 1
    assert "publications.yaml" in done.out
    assert len(json.loads(run("list", "--json").out)) == 1


def test_what_is_wrong_with_many_rows_is_said_once(run: Run, source: str, tmp_path: Path) -> None:
    data = tmp_path / "data" / "resources"
    data.mkdir(parents=True)
    (data.parent / "publications.yaml").write_text("[]")
    (data / "papers.yaml").write_text(
        "".join(
            f"- {{id: {n:016d}, url: 'https://{n}.example/', publication_id: nowhere}}\n"
            for n in range(1, 8)
        )
    )
    done = run("import", "longterm-wiki", str(data.parent))
    assert (done.code, done.out.count("problem:")) == (1, 1)
    assert "0000000000000005 and 2 more: its venue 'nowhere'" in done.out


def test_broken_front_matter_is_named_and_the_page_is_still_read(run: Run, tmp_path: Path) -> None:
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    (wiki / "a.md").write_text(f"---\ntitle: [unclosed\n---\n\n[x]({URL})\n")
    run("init")
    done = run("scan", str(wiki))
    assert done.code == 1
    assert "a:" in done.out
    assert len(json.loads(run("citations", "--json").out)) == 1


def test_a_scan_names_the_first_problems_and_check_them_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wiki").mkdir()
    marks = "\n\n".join(f"A claim.[^{n}]" for n in range(12))
    (tmp_path / "wiki" / "a.md").write_text(marks)
    run("init")
    done = run("scan", str(tmp_path / "wiki"))
    assert (done.code, done.out.count("has no definition")) == (1, 10)
    assert "… and 2 more such" in done.out
    assert run("check").out.count("[^1") == 3


def test_a_newer_store_is_refused(run: Run, source: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store" / "citewiki.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = run("list")
    assert done.code == 2
    assert "newer" in done.err


def test_a_typo_in_the_settings_is_named(run: Run, source: str, tmp_path: Path) -> None:
    (tmp_path / "store" / "citewiki.toml").write_text("dely_s = 3\n")
    done = run("config")
    assert done.code == 2
    assert "dely_s" in done.err
    assert "delay_s" in done.err


def test_a_source_answers_to_every_spelling(run: Run, source: str) -> None:
    for spelling in (source, URL, "http://www.example.org/paper/?utm_source=x#top"):
        assert json.loads(run("show", spelling, "--json").out)["id"] == source


def test_list_json_has_the_agreed_names(run: Run, source: str) -> None:
    (row,) = json.loads(run("list", "--json").out)
    assert list(row) == [
        "id", "stable_id", "url", "title", "type", "venue", "rating", "importance",
        "cited_by_count", "link_state", "fetched_at",
    ]  # fmt: skip
    assert (row["title"], row["cited_by_count"], row["link_state"]) == (
        "so they say",
        1,
        "unchecked",
    )


def test_citations_json_has_the_agreed_names(run: Run, source: str) -> None:
    (row,) = json.loads(run("citations", "page", "--json").out)
    assert row == {
        "page": "page", "page_title": "A page", "source": source, "url": URL, "syntax": "link",
        "label": None, "line": 3, "column": 10, "section": ["A page"],
        "claim": "It holds so they say.", "link_text": "so they say",
    }  # fmt: skip


def test_edit_rate_undo_and_log_tell_one_story(run: Run, source: str) -> None:
    assert run("edit", source, "--set", "title=Its name", "--set", "tags=a, b").code == 0
    assert run("rate", source, "2", "--because", "thin").code == 0
    assert run("undo").code == 0
    card = json.loads(run("card", source, "--format", "json").out)
    assert (card["title"], card["tags"], card["credibility"]["rating"]) == (
        "Its name",
        ["a", "b"],
        None,
    )
    assert card["provenance"]["title"]["from"] == "editor"
    told = run("log", source).out
    assert "thin" in told
    assert "took back" in told


def test_undo_and_redo_list_and_tell_alike(run: Run, source: str) -> None:
    run("edit", source, "--set", "title=Its name")
    assert run("undo", "--list").out.endswith(f"Z  {source}  title: none → “Its name”\n")
    assert run("redo", "--list").out == ""
    assert run("undo").out == f"{source}: took back: title: “Its name” → none\n"
    assert run("redo", "--list").out.endswith(f"Z  {source}  title: none → “Its name”\n")
    assert run("redo").out == f"{source}: done again: title: none → “Its name”\n"
    assert run("redo").code == 2


def test_attach_review_annotate_and_search(run: Run, source: str, tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    page.write_text(
        "<html><head><title>Saved</title></head><body><article><h1>Saved</h1>"
        "<p>Pairs of reviewers found a third more of the planted errors than "
        "single reviewers did in the same time.</p></article></body></html>"
    )
    assert run("attach", source, str(page), "--note", "by hand").code == 0
    assert run("annotate", source, "--quote", "planted  errors", "--note", "how many?").code == 0
    assert run("review", source, "--outcome", "ok").code == 0
    shown = json.loads(run("show", source, "--json").out)
    assert shown["annotations"][0]["quote"] == "planted errors"
    card = json.loads(run("card", source, "--format", "json").out)
    assert (card["content"]["how"], card["content"]["by"], card["content"]["note"]) == (
        "attached", "Ada", "by hand",
    )  # fmt: skip
    assert card["reviewed"]["changed_since"] is False
    assert [hit["id"] for hit in json.loads(run("search", "reviewers", "--json").out)] == [source]
    assert run("doctor").out == "all is well\n"


def test_attach_out_of_an_archive_and_export_as_one(run: Run, source: str, tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(record(http()) + record(http(b"<p>no"), "https://example.org/other"))
    refused = run("attach", source, str(crawl), "--url", "https://example.org/nowhere")
    assert refused.code == 2
    assert f"these: {URL}, https://example.org/other; `--url URL` chooses" in refused.err
    done = run("attach", source, str(crawl), "--url", "https://example.org/other")
    assert "warning: The file says that it was saved from https://example.org/other" in done.out
    assert run("attach", source, str(crawl)).code == 0
    versions = json.loads(run("show", source, "--json").out)
    assert versions["title"] == "A saved page"
    told = run("export", str(tmp_path / "out"), "--format", "warc")
    assert told.out == f"2 versions of 1 sources written, in {tmp_path / 'out'}: citewiki.warc.gz\n"
    assert run("attach", source, str(tmp_path / "out" / "citewiki.warc.gz")).code == 0
    assert run("doctor").out == "all is well\n"


def test_what_was_scanned_first_is_what_is_checked_from_then_on(
    run: Run, source: str, tmp_path: Path
) -> None:
    assert run("check").code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "page.md").write_text("# Another\n")
    assert run("scan", str(other)).code == 0
    assert "'../wiki'" in run("config", "wiki").out


def test_a_settings_file_that_may_not_be_read_does_not_lose_the_scan(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init").code == 0
    (tmp_path / "page.md").write_text(f"[x]({URL})")
    (tmp_path / "store" / "citewiki.toml").write_text('contact = """\nwiki = 1\n"""\n')
    done = run("scan", str(tmp_path))
    assert (done.code, "could not be remembered" in done.err) == (0, True)
    assert "name its folder" in run("check").err


def test_one_setting_is_shown_set_and_unset(run: Run) -> None:
    assert run("init").code == 0
    assert run("config", "contact", "ada@example.org").out.startswith("contact = 'ada@example.org'")
    assert json.loads(run("config", "--json").out)["contact"]["value"] == "ada@example.org"
    assert run("config", "contact", "--default").out.startswith("contact = ''  (default)")
    for wrong in (["--default"], ["contact", "x", "--default"], ["contcat"], ["delay_s", "-1"]):
        done = run("config", *wrong)
        assert (done.code, done.err.count("\n")) == (2, 1)


def test_attach_a_word_document_and_a_scan(
    run: Run, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, scan = tmp_path / "paper.docx", tmp_path / "scan.pdf"
    paper.write_bytes(docx(paragraph("On Pairs", "T"), paragraph("Two see more.")))
    scan.write_bytes(pdf([[]]))
    assert "characters of text" in run("attach", source, str(paper)).out
    assert json.loads(run("show", source, "--json").out)["title"] == "On Pairs"
    monkeypatch.setenv("CITEWIKI_OCR", "eng")
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = run("attach", source, str(scan))
    assert (refused.code, "(a scan). Tesseract, which reads" in refused.out) == (1, True)
    told = run("doctor")
    assert (told.code, "the setting ocr = 'eng' reads no scan" in told.out) == (1, True)
    row = "5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t99\\t40\\t90\\tRecognised"
    (tmp_path / "tesseract").write_text(f"#!/bin/sh\ncat > /dev/null\nprintf '{row}\\n'\n")
    (tmp_path / "tesseract").chmod(0o755)
    why = "A scan, read by OCR: letters may be wrong; Tesseract is 90% sure of its words."
    assert why in run("attach", source, str(scan)).out
    assert f"partial ({why})" in run("show", source).out
    assert json.loads(run("card", source, "--format", "json").out)["content"]["partial"] == why
    assert run("doctor").code == 0


def test_an_editorial_write_without_a_name_is_refused(
    run: Run, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITEWIKI_EDITOR", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    with pytest.raises(SystemExit) as end:
        main(["--store", str(tmp_path / "store"), "edit", source, "--set", "title=x"])
    assert end.value.code == 2


def test_export_backup_and_status(run: Run, source: str, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "cards"), "--format", "mdx").code == 0
    assert (tmp_path / "cards" / f"{source}.mdx").read_text().startswith("---\n")
    assert run("backup", str(tmp_path / "copy.db")).code == 0
    assert json.loads(run("status", "--json").out)["sources"] == 1


def test_the_demo_runs_offline_and_ends_with_a_card(run: Run, tmp_path: Path) -> None:
    done = run("demo", str(tmp_path / "tour"))
    assert done.code == 0
    assert "5 pages, 14 citations of 6 sources" in done.out
    for outcome in ("ok (HTTP 200)", "not_found (HTTP 404)", "blocked (HTTP 403)"):
        assert outcome in done.out
    assert "Cited by 3 pages" in done.out


def test_extract_a_file_without_a_store(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<title>On watch</title><article><h1>On watch</h1><p>Who watches?</p></article>"
    )
    done = run("extract", str(page), "--json")
    assert done.code == 0
    read = json.loads(done.out)
    assert (read["title"], read["outcome"]) == ("On watch", "ok")
    assert "Who watches?" in read["text"]
    assert read["found_in"]["title"]["place"]
    assert "* title: On watch" in run("extract", str(page)).out
    assert run("extract").code == run("extract", str(page), "--stale").code == 2


def test_extract_stale_says_what_it_did(run: Run, source: str, tmp_path: Path) -> None:
    saved = tmp_path / "saved.txt"
    saved.write_text("A title\n\nSome words.\n")
    assert run("attach", source, str(saved)).code == 0
    assert "0 read again, 0 with another text; 1 needed no reading" in run("extract", "--stale").out


def test_rating_a_venue_says_first_what_it_touches(run: Run, tmp_path: Path) -> None:
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    link = "[so](https://openai.com/{})"
    (wiki / "one.md").write_text(f"# One\n\nIt holds {link.format(1)} and {link.format(2)}.\n")
    (wiki / "two.md").write_text(f"# Two\n\nIt holds {link.format(1)}.\n")
    assert run("init").code == 0
    assert run("scan", str(wiki)).code == 0
    rate = ("venue", "rate", "openai", "2", "--because", "promotion")
    dry = run(*rate, "--dry-run")
    assert dry.out.splitlines() == [
        "3/5 to 2/5 touches 2 sources that 2 pages cite",
        "nothing was changed",
    ]
    assert json.loads(run("venue", "show", "openai", "--json").out)["rating"] == 3
    done = run(*rate)
    assert done.out.startswith("3/5 to 2/5 touches 2 sources that 2 pages cite\n")
    assert json.loads(run("venue", "show", "openai", "--json").out)["rating"] == 2


def test_a_venues_rating_without_a_reason_is_told_the_rubrics_terms(run: Run) -> None:
    assert run("init").code == 0
    done = run("venue", "rate", "openai", "2")
    assert done.code == 2
    assert "venue rubric" in done.err
    assert "interest" in done.err
    assert "interest:" in run("venue", "rubric").out


def test_explain_names_wrapper_rule_and_what_it_beat(run: Run) -> None:
    assert run("init").code == 0
    url = "https://web.archive.org/web/2024/https://raw.githubusercontent.com/openai/evals/main/x"
    lines = run("venue", "explain", url).out.splitlines()
    assert lines[0].startswith("the Wayback Machine only shows another page")
    assert "by the rule github.com/openai (starter)" in lines[1]
    assert lines[2:] == ["more specific than: github.com of github"]
    for none in ("https://user@openai.com/", "nonsense"):
        assert "no web address" in run("venue", "explain", none).out
    assert "no venue" in run("venue", "explain", "https://openai.com.evil.example/").out


def test_what_is_unrated(run: Run, source: str) -> None:
    table = run("venue", "missing").out
    assert "example.org" in table
    assert table.splitlines()[-1] == "1 of 1 unrated places"
    assert "rated: 0 of 1 sources (0.0%)" in run("venue", "coverage").out
    assert run("rate", source, "4", "--because", "method").code == 0
    assert run("venue", "missing").out.splitlines()[-1] == "0 of 0 unrated places"


def test_a_fetch_reminds_of_the_contact_until_one_is_set(run: Run, tmp_path: Path) -> None:
    run("init")
    assert "contact" in run("fetch", "--due").err
    assert "contact" not in run("--quiet", "fetch", "--due").err
    (tmp_path / "store" / "citewiki.toml").write_text('contact = "https://wiki.example/bot"\n')
    assert "contact" not in run("fetch", "--due").err
