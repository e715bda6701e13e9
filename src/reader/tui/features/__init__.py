"""Each thing that a reader can do, in a module of its own, and the desk they share."""
