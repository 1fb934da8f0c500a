"""The schema of the statement, to standard output: `python -m utgivelse.statement > docs/schema/accessibility.json`."""

import sys

from utgivelse.statement.model import statement_schema

sys.stdout.buffer.write(statement_schema())
