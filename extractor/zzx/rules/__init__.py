"""Rules as data: rejections.toml (numerals that measure nothing) and roles.toml (who did what to what)."""
