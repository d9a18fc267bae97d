"""Which addresses belong to the public Internet.

`ipaddress.is_global` is not enough: on Python 3.11 it calls 192.0.0.192, 224.0.0.1, 64:ff9b::/96
and fec0::/10 global. The ranges are those of the IANA special-purpose registries (RFC 6890).
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_REFUSED_V4 = tuple(
    IPv4Network(range_)
    for range_ in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's host, as its virtual machines see it
        "169.254.0.0/16",  # link-local, and the clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_UNICAST_V6 = IPv6Network("2000::/3")  # all that is given out as global unicast
_REFUSED_V6 = tuple(
    IPv6Network(range_)
    for range_ in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which can carry any IPv4 address
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address seen from a network without IPv4


def is_public(address: str) -> bool:
    """Whether an address as a resolver gives it is public; what is no address is not."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip.scope_id is not None:
            return False
        inner = ip.ipv4_mapped
        if inner is None and ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None:
            return ip in _UNICAST_V6 and not any(ip in range_ for range_ in _REFUSED_V6)
        ip = inner
    return not any(ip in range_ for range_ in _REFUSED_V4)


def literal(host: str) -> str | None:
    """The address that a host itself is, in its usual form, or None where it is a name.

    Also reads the old forms that a system's resolver takes (0x7f.1, 017700000001, 2130706433).
    Raises ValueError for a host that ends in a number and is no address: the URL standard
    (section 3.5) knows no such host, and what a resolver would make of it is unsure.
    """
    bare = host.removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    last = bare.removesuffix(".").rpartition(".")[2].lower()
    number = last.isdigit() or (
        last.startswith("0x") and all(c in "0123456789abcdef" for c in last[2:])
    )
    if not number:
        if ":" in bare:
            raise ValueError("not an address")
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare.removesuffix(".")))
    except OSError:
        raise ValueError("not an address") from None
