"""Bodies of sections as blocks of plain text with spans, and the entities they name."""
