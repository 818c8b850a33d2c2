"""The user's state behind one protocol; a backend is one module and one line in `open_store`."""
