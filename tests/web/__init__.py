"""A local web to fetch from: well-behaved pages and hostile ones, on the loopback."""
