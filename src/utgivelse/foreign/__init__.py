"""Foreign: the files that translators' programs read and save: XML, zips and tables.

Laws:
- What comes in is trusted in nothing: no entities, no DTD's, no network, no macros; sizes are bounded
  before anything is unpacked. What cannot be read is a `ProjectError` with the line and what to do.
- The same consignment gives the same bytes: no clock.
"""
