"""The schema of the report, to standard output: `python -m utgivelse.press_report > docs/schema/preflight.json`."""

import sys

from utgivelse.press_report.model import report_schema

sys.stdout.buffer.write(report_schema())
