"""The executors: one file, one plug-in; a wing imports no other wing."""
