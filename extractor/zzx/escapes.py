"""Text shown in a terminal, which obeys control characters: they are written out."""


def visible(text: str) -> str:
    """Text on one line with control characters written out, so that no terminal obeys them."""
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)
