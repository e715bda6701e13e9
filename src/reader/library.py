"""Everything the program can do without a screen: briefings, entities and notes joined into frozen values."""
