"""Laws of exchange: out and in without edits is nothing, in every format, for any catalog."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from sent_catalogs import KINDS, catalogs, is_plain, received, sent
from utgivelse.packing import pack
from utgivelse.po import write_catalog
from utgivelse.po.entry import PoFile
from utgivelse.receiving import Fate


@pytest.mark.parametrize("kind", KINDS)
@given(catalog=catalogs())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_out_and_in_without_edits_gives_the_same_bytes(kind: str, catalog: PoFile) -> None:
    data = sent(catalog, kind)
    back = received(catalog, data, kind)
    assert write_catalog(back.catalog) == write_catalog(catalog)
    assert back.fates == {Fate.UNCHANGED: len(pack(catalog, is_plain))} or not catalog.active
    assert not [finding for finding in back.findings if finding.code != "M78"]
    assert sent(catalog, kind) == data
