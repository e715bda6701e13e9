"""The index: everything that is asked over the whole library at once. A cache: it can be made again from the files."""

from reader.storage.index.library_index import Index

__all__ = ["Index"]
