"""Articles of others, in Markdown, HTML or plain text, made into briefings. Nothing is said that they do not say."""
