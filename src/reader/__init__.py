"""A terminal reader for briefings: sections, linked entities, and notes that keep their place."""

__version__ = "0.1.0"
