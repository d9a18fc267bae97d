"""Cards and digests out: domain values in, text out, each escaped for where it goes."""
