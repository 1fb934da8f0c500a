"""Press report: what the preflight found in a PDF, for a prepress operator and for other programs.

Laws:
- One file, which asks for nothing outside itself, reads on a screen and prints on paper.
- Red is for errors, yellow for warnings and for what was not measured, green for neither.
- The same file and findings give the same bytes: it knows no clock.
- Every text comes through the `say` that it is given.

`model` is the report as data, with its published schema (`docs/schema/preflight.json`); `facts` makes it, `page`
writes the HTML by `report.html.j2`.
"""

from utgivelse.press_report.facts import report_of
from utgivelse.press_report.model import PressReport, report_schema, write_json
from utgivelse.press_report.page import write_html

__all__ = ["PressReport", "report_of", "report_schema", "write_html", "write_json"]
