"""Proofreaders: questions to a translation. One file, one plug-in; `proofreading` puts them."""
