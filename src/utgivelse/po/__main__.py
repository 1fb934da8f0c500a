"""`python -m utgivelse.po TEMPLATE.pot CATALOG.po LANG`: bring one catalog up to a template, without a project."""

import sys
from pathlib import Path

from utgivelse.files import write_if_changed
from utgivelse.findings import Failure, Place
from utgivelse.po import read_catalog, update_po


def main(template: str, catalog: str, language: str) -> int:
    """Merge as `utgivelse update` does; the exit code says whether both files could be read."""
    path = Path(catalog)
    try:
        wanted = read_catalog(Path(template).read_bytes(), Place(template)).active
        old = path.read_bytes() if path.exists() else None
        write_if_changed(path, update_po(old, wanted, language, place=Place(catalog)))
    except Failure as failure:
        for finding in failure.findings:
            print(f"{finding.code}  {finding.place}: {finding.message}", file=sys.stderr)
        return failure.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
