"""Lines of cells with named looks: bars and lists."""
