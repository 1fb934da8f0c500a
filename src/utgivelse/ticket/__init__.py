"""Ticket: what a print shop must know of one edition, for people and for machines.

Laws:
- A ticket says what the configuration says of the job and what the press PDF says of itself; what
  nobody said is empty there, and shown as a gap to be filled in.
- Its shape is published as `docs/schema/job.json`, made from the models here (`python -m utgivelse.ticket`).
- It knows no clock: the same edition and job give the same bytes.

It is no XJDF: a file in that standard's name must be held against its schema, and none can be shipped
here. `facts` gathers, `page` writes the sheet that a person reads.
"""

from __future__ import annotations

from utgivelse.ticket.facts import Parcel, fill_in
from utgivelse.ticket.model import Ticket, TicketFile, ticket_schema, write_ticket
from utgivelse.ticket.page import write_page

__all__ = ["Parcel", "Ticket", "TicketFile", "fill_in", "ticket_schema", "write_page", "write_ticket"]
