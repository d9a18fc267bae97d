"""Archives of the web: their addresses and their language. No network: the fetcher asks."""
