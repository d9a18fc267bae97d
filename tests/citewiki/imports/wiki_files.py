"""A small wiki in the longterm-wiki's format."""

FILES: dict[str, bytes] = {
    "publications.yaml": b"""
- id: openai
  domains: [openai.com, https://www.openai.org/blog/]
  name: OpenAI
  type: company_blog
  credibility: 4
  description: A lab
- id: bare
  domains: []
  name: Bare
- id: openai
  name: Again
- name: No id
- id: odd
  name: Odd
  domains: [localhost]
  credibility: 9
  peer_reviewed: maybe
- just words
""",
    "resources/papers.yaml": b"""
- id: 227c865a2154436e
  url: https://cdn.openai.com/papers/gpt-4.pdf
  title: GPT-4 technical report
  type: paper
  authors: [OpenAI]
  published_date: 2023-03-27
  tags: [llm, 2023]
  summary: What it is.
  key_points: [One, Two]
  cited_by: [rlhf]
  fetched_at: 2025-12-28 01:06:49
  publication_id: openai
- id: 1111111111111111
  url: https://doi.org/10.1016/S0065-2458(08
  title: Good 1965
  type: web
  publication_id: nowhere
- id: "2222222222222222"
  url: https://example.org/a
  type: novel
  authors: Somebody
  published_date: long ago
  tags: [1, [x]]
  credibility_override: 5
""",
    "resources/web.yaml": b"""
- id: 227c865a2154436e
  url: https://cdn.openai.com/papers/gpt-4.pdf
  title: Another title
  abstract: Only here.
- id: short
  url: https://example.org/b
- id: 3333333333333333
- id: 4444444444444444
  url: https://example.org/d
""",
    "entities/a.yaml": b"""
- {id: rlhf, type: response, title: RLHF}
- {id: rlhf, type: risk}
- {id: 12, type: concept}
- {title: No id}
""",
    "entities/broken.yaml": b"- {id: x",
    "entities/text.yaml": b"words",
    "entities/empty.yaml": b"",
    "pages/ignored.yaml": b"- {",
    "resources/readme.txt": b"\xff",
}
