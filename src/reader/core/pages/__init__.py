"""A briefing as a page: plain text, Markdown, one JSON document, or one HTML file. Values in, text out."""
