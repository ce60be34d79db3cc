"""Formats that are no text: each module writes one file from an `Output`, and needs its own extra."""
