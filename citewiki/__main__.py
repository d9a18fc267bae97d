"""`python -m citewiki`."""

from citewiki.cli.main import main

main()
