"""What no file of the repository may carry: hosts of registries, paths of one machine, addresses in pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.house.plans import Fault

#: Written in halves, so that this list does not find itself.
_START = r"(?<![\w.-])"
_MACHINE = [
    _START + r"/wo" + r"rk/\w", _START + r"/ro" + r"ot/", _START + r"/ho" + r"me/\w+/", _START + r"/Us" + r"ers/\w",
    r"[A-Z]:\\\\?Us" + r"ers",
]  # fmt: skip
_REGISTRIES = [
    r"pypi\.(org|tuna|doubanio|mirrors)", r"files\.python" + r"hosted\.org", r"registry\.npm" + r"js", r"npm" + r"mirror",
    r"mirrors\.\w+\.(com|edu|cn|org)", r"--(extra-)?index" + r"-url", r"ghcr\.io", r"docker\.io",
]  # fmt: skip
_OF_ONE_PLACE = [(re.compile(one), "a path of one machine") for one in _MACHINE] + [
    (re.compile(one), "the host of a registry") for one in _REGISTRIES
]

_ADDRESS = re.compile(r"""(?P<address>(https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s"'<>)]*)""", re.IGNORECASE)
#: Names of XML vocabularies look like addresses, but nobody fetches them.
_NAMES_ONLY = re.compile(r"^https?://www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml|XML/1998/namespace)$")


def of_one_place(where: str, text: str) -> Iterator[Fault]:
    """Object to what is true on one machine only, or names where packages come from."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in _OF_ONE_PLACE:
            found = pattern.search(line)
            if found:
                yield Fault(where, number, f"{what}: {found.group()}")


def addresses_outside(where: str, text: str) -> Iterator[Fault]:
    """Object to an address of another host in what a browser is given."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in _ADDRESS.finditer(line):
            if not _NAMES_ONLY.match(found["address"]):
                yield Fault(where, number, f"an address outside this house: {found['address']}")
