"""A text as its reader sees it: blocks without markup, places in the source, letters in disguise, lengths."""
