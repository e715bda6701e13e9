"""Everything that is doubtful in a file that can be read."""
