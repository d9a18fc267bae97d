"""One process of a team: `python -m citewiki.files.worker MODULE FUNCTION FOLDER`.

It reads the numbers of shares from its input, does each, and says its number when the result lies
in the folder. Its caller ends it. Where its input ends first, the caller was killed, and the folder
is taken away in its place.
"""

import pickle
import shutil
import sys
from importlib import import_module
from pathlib import Path


def main(argv: list[str]) -> int:
    """Work until the other end closes."""
    _, module, function, folder = argv
    work = getattr(import_module(module), function)
    for line in sys.stdin.buffer:
        number = int(line)
        job = Path(folder, f"{number}.job")
        share = pickle.loads(job.read_bytes())  # noqa: S301 -- the program that started us wrote it
        job.unlink()
        found = [work(one) for one in share]
        result = Path(folder, f"{number}.done")
        result.write_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
