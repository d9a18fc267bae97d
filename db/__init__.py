"""The store's records: SQL lives here alone, behind the ports of citewiki.ports.library."""
