"""Where a note points, and where that is when the text has changed."""
