"""How long a brand keeps what people wrote, and what is done when that time is over."""
