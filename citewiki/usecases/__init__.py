"""What the program does: (ports, request) -> report. No adapter is known here."""
