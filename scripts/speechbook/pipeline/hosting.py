"""What Read the Docs says of the build it runs, by the variables it sets."""

import os
from urllib.parse import urlsplit

from speechbook.variants import EDITIONS

__all__ = (
    "canonical_address",
    "download_address",
    "hosted_edition",
    "hosted_version",
    "is_hosted",
    "offered_downloads",
)

_OFFERED = ("pdf", "epub", "htmlzip")
_SUBPROJECT = "projects"


def is_hosted() -> bool:
    """Tell whether Read the Docs runs this build."""
    return os.environ.get("READTHEDOCS") == "True" and bool(hosted_version())


def hosted_version() -> str:
    """Name the version of the book that is built, as it stands in addresses: `latest`."""
    return os.environ.get("READTHEDOCS_VERSION", "")


def hosted_edition() -> str:
    """Name the edition whose language the project has; empty where there is none, as for any other language."""
    language = os.environ.get("READTHEDOCS_LANGUAGE", "").lower().replace("_", "-")
    return next((name for name, one in EDITIONS.items() if one.read_the_docs and one.read_the_docs == language), "")


def canonical_address() -> str:
    """Give the address at which the build will stand; empty where it is not known."""
    return os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def offered_downloads() -> tuple[str, ...]:
    """Name the formats that Read the Docs makes beside the pages; of a pull request it makes none."""
    is_preview = os.environ.get("READTHEDOCS_VERSION_TYPE") == "external"
    return _OFFERED if is_hosted() and not is_preview else ()


def download_address(kind: str) -> str:
    """Give the address at which Read the Docs offers a format of this build."""
    language, version = os.environ.get("READTHEDOCS_LANGUAGE", ""), hosted_version()
    site = urlsplit(canonical_address())
    origin = f"{site.scheme}://{site.netloc}" if site.netloc else ""
    parts = site.path.strip("/").split("/")
    project = f"{parts[1]}/" if parts[0] == _SUBPROJECT and len(parts) > 1 else ""
    return f"{origin}/_/downloads/{project}{language}/{version}/{kind}/"
