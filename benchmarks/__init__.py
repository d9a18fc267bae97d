"""Benchmarks: ratios, side by side in one run. Run all with `make bench`."""
