"""MediaWiki's wikitext: mwparserfromhell's nodes in, citations out."""
