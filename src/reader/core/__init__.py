"""Values and functions: no files, no clock, no screen."""
