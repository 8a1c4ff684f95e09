"""Who is named in a copy, and what is told of them."""
