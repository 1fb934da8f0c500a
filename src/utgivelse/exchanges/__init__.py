"""The exchanges: each file is one plug-in, one kind of file that goes to translators and comes back."""
