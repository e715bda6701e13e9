"""A briefing laid out to be read: parts and items, what is found and cited in them."""
