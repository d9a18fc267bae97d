"""From a URL to a body: polite to the sites, and on guard against what they send."""
