"""What a file may hold: briefings, settings of the format, and what is wrong with them."""
