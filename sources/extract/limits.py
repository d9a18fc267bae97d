"""What one document may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the process that reads one document.

    `memory_bytes` is address space; `cpu_s` and `wall_s` are whole seconds and seconds;
    `result_bytes` is the largest answer that is taken, `page_bytes` the largest page (and what
    is said of it) that is taken out of a web archive.
    """

    memory_bytes: int = 1 << 30
    cpu_s: int = 18
    wall_s: float = 18.0  # and the end is told before 20 s have passed
    result_bytes: int = 10_000_000
    page_bytes: int = 50_100_000
