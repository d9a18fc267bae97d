"""The user's folders: pages that are read, exports that are written."""

import os
import stat
from pathlib import Path

import pytest

from citewiki.domain.errors import InputError, OutputError
from citewiki.domain.page_syntax import Reading, parse_syntaxes
from citewiki.files import wiki_folder
from citewiki.files.atomic import write_file
from citewiki.files.output_folder import Directory
from citewiki.files.wiki_folder import DirectoryWiki

AS_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")


def _put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def _ids(wiki: DirectoryWiki) -> list[str]:
    return [page.page_id for page in wiki.pages()]


def test_pages_are_md_and_mdx_ordered_by_id(tmp_path: Path) -> None:
    _put(tmp_path, "b/z.mdx", "b.md", "a/é x.md", "a.b.mdx", "c.MD", "d.txt", "e.mdx.bak", "f")
    wiki = DirectoryWiki(tmp_path)
    assert _ids(wiki) == ["a.b", "a/é x", "b", "b/z"]
    assert [page.content for page in wiki.pages()][3] == b"b/z.mdx"
    assert wiki.unreadable == []
    assert wiki.name == str(tmp_path)


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    _put(tmp_path, ".git/a.md", ".hidden.md", "a.md")
    assert _ids(DirectoryWiki(tmp_path)) == ["a"]


def test_two_files_of_one_page(tmp_path: Path) -> None:
    _put(tmp_path, "a.md", "a.mdx")
    wiki = DirectoryWiki(tmp_path)
    assert [page.content for page in wiki.pages()] == [b"a.mdx"]
    assert wiki.unreadable == [("a", "has a second file, a.md, which is left out")]


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "wiki"
    _put(tmp_path, "secret.md", "outside/b.md", "wiki/a.md")
    (root / "inside.md").symlink_to(root / "a.md")
    (root / "leads-out.md").symlink_to(tmp_path / "secret.md")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "dangling.md").symlink_to(root / "none.md")
    (root / "loop").symlink_to(root)
    wiki = DirectoryWiki(root)
    assert _ids(wiki) == ["a", "inside"]
    assert [page for page, _ in sorted(wiki.unreadable)] == ["dangling", "leads-out"]


def test_what_is_no_plain_file_does_not_block(tmp_path: Path) -> None:
    _put(tmp_path, "a.md", "folder.md/b.md")
    os.mkfifo(tmp_path / "pipe.md")
    wiki = DirectoryWiki(tmp_path)
    assert _ids(wiki) == ["a", "folder.md/b"]
    assert wiki.unreadable == [("pipe", "is not a plain file")]


def test_too_large_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiki_folder, "MAX_BYTES", 10)
    _put(tmp_path, "a.md")
    (tmp_path / "b.md").write_bytes(b"x" * 11)
    wiki = DirectoryWiki(tmp_path)
    assert _ids(wiki) == ["a"]
    assert wiki.unreadable == [("b", "is over 10 bytes")]


@AS_ROOT
def test_a_page_and_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    _put(tmp_path, "a.md", "b.md", "c/d.md")
    (tmp_path / "b.md").chmod(0)
    (tmp_path / "c").chmod(0)
    wiki = DirectoryWiki(tmp_path)
    try:
        assert _ids(wiki) == ["a"]
    finally:
        (tmp_path / "c").chmod(0o755)
    assert len(wiki.unreadable) == 2
    assert all("Permission denied" in why for _, why in wiki.unreadable)


def test_unreadable_is_of_the_last_reading(tmp_path: Path) -> None:
    _put(tmp_path, "a.md", "a.mdx")
    wiki = DirectoryWiki(tmp_path)
    _ids(wiki)
    (tmp_path / "a.md").unlink()
    _ids(wiki)
    assert wiki.unreadable == []


@pytest.mark.parametrize("name", ["none", "file"])
def test_what_is_no_wiki_folder(tmp_path: Path, name: str) -> None:
    _put(tmp_path, "file")
    with pytest.raises(InputError, match="is not a folder"):
        DirectoryWiki(tmp_path / name)


def test_writing(tmp_path: Path) -> None:
    out = Directory(tmp_path / "new" / "out")
    assert out.write("sources/a.md", "é\ud800") is True
    assert (tmp_path / "new/out/sources/a.md").read_bytes() == "é?".encode()
    assert out.write("sources/a.md", "é\ud800") is False
    assert out.write("sources/a.md", "other") is True
    assert [path.name for path in (tmp_path / "new/out/sources").iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    "name",
    ["", "/a", "../a", "a/../b", "a//b", "a/", ".a", "a/.b", "a\\b", "a\x00", "a\n", "é", "a b",
     "a" * 121],
)  # fmt: skip
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="is not a name"):
        Directory(tmp_path / "out").write(name, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_out(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "mine.md").write_text("mine")
    (out / "sources").symlink_to(tmp_path / "elsewhere")
    (out / "a.md").symlink_to(tmp_path / "mine.md")
    for name in ("sources/a.md", "a.md"):
        with pytest.raises(OutputError, match="leads out of"):
            Directory(out).write(name, "x")
    assert (tmp_path / "mine.md").read_text() == "mine"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    _put(tmp_path, "file")
    with pytest.raises(OutputError, match="is not a folder"):
        Directory(tmp_path / "file")


def test_a_folder_stands_where_the_file_should(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        Directory(tmp_path).write("a.md", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_failed_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_file(path, b"new")
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"x")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_page_is_replaced_unless_it_was_changed_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    wiki = DirectoryWiki(tmp_path)
    (page,) = wiki.pages()
    assert wiki.replace(page, b"two")
    assert (tmp_path / "a.md").read_text() == "two"
    assert not wiki.replace(page, b"three")
    assert (tmp_path / "a.md").read_text() == "two"


def test_pages_of_every_syntax(tmp_path: Path) -> None:
    _put(tmp_path, "a.qmd", "b.wiki", "c.html", "d.txt", "e.html", "e.md")
    wiki = DirectoryWiki(tmp_path)
    assert [page.name for page in wiki.pages()] == ["a.qmd", "b.wiki", "c.html", "e.md"]
    assert wiki.unreadable == [("e", "has a second file, e.html, which is left out")]
    given = DirectoryWiki(tmp_path, Reading(parse_syntaxes(".html=none, .txt=mediawiki")))
    assert [page.name for page in given.pages()] == ["a.qmd", "b.wiki", "d.txt", "e.md"]
    assert given.unreadable == []


def test_what_quarto_makes_is_no_page(tmp_path: Path) -> None:
    _put(tmp_path, "book/_quarto.yml", "book/_book/a.html", "book/b/_c.md", "book/b/d.qmd")
    _put(tmp_path, "other/_e/f.md")
    assert _ids(DirectoryWiki(tmp_path)) == ["book/b/d", "other/_e/f"]


def test_attachments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, "secret.bib", "wiki/a.bib", "wiki/b/c.bib")
    (tmp_path / "wiki" / "leads-out.bib").symlink_to(tmp_path / "secret.bib")
    wiki = DirectoryWiki(tmp_path / "wiki")
    assert wiki.attachment("b/c.bib") == b"wiki/b/c.bib"
    for name in ("none.bib", "b", "../secret.bib", "leads-out.bib", "a\0", str(tmp_path), ""):
        assert wiki.attachment(name) is None
    monkeypatch.setattr(wiki_folder, "MAX_BYTES", 3)
    assert wiki.attachment("a.bib") is None
