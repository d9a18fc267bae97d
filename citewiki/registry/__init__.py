"""The starter registry of venues, as package data: a TOML file for each kind of venue."""
