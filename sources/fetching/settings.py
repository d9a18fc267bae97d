"""How fetching behaves; every number has a default that a small site can bear."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Plain values from the settings file.

    `user_agent_contact` is a URL or address under which a site's owner finds us, empty
    where nobody gave one; `delay_s` the
    seconds between the end of one request to a host and the start of the next; `concurrency`
    the number of hosts asked at once; `deadline_s` the seconds that one fetch may spend on the
    network, redirects and retries together (waiting for one's turn is not counted). A PDF may
    have `max_pdf_bytes`, anything else `max_html_bytes`, unpacked. `retries` is how often a
    passing failure is tried again within one fetch. `proxy` is always None: through a proxy the
    address guard could not see whom we talk to.
    """

    user_agent_contact: str = ""
    delay_s: float = 3.0
    concurrency: int = 8
    deadline_s: float = 20.0
    max_html_bytes: int = 10 * MEBIBYTE
    max_pdf_bytes: int = 50 * MEBIBYTE
    max_redirects: int = 5
    retries: int = 1
    obey_robots: bool = True
    proxy: None = None
