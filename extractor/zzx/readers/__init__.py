"""One module for each format: from a file to its documents."""
