"""The reader without a screen: what is asked is a line, what is told are lines."""
