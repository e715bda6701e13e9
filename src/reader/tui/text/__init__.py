"""The text panel: what stands where in it, and where the reader is."""
