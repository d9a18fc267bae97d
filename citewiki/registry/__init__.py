"""The starter registry of venues, as package data (venues.toml)."""
