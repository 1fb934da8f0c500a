"""The published schema of a job ticket, on standard output."""

from __future__ import annotations

import sys

from utgivelse.ticket import ticket_schema

if __name__ == "__main__":
    sys.stdout.buffer.write(ticket_schema())
