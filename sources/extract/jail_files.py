"""What the server for every kind of document loads, and what its children do."""

from collections.abc import Mapping

from sources.extract import archive_answer, reader, web_archive
from sources.extract.result_json import encode
from sources.extract.web_archive import NotChosen


def done(request: Mapping[str, object], content: bytes) -> bytes:
    """The child's answer."""
    url = request["url"]
    if request["task"] == "take":
        try:
            page = web_archive.take(content, str(url), exactly=bool(request["exactly"]))
        except NotChosen as error:
            return archive_answer.refused(str(error), error.urls, error.more)
        return archive_answer.encode(page)
    if request["task"] == "recognise":
        program, languages = str(request["program"]), str(request["languages"])
        budget_s = float(str(request["budget_s"]))
        return encode(reader.recognise(content, program, languages, budget_s))
    return encode(
        reader.read(
            content,
            str(request["media_type"]),
            None if url is None else str(url),
            pypdf_alone=bool(request.get("pypdf_alone")),
        )
    )
