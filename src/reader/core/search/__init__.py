"""Queries, and text as search terms."""
