"""Reading, checking and compiling the content files."""
