"""What stands in the lists that open over the text or beside it."""
