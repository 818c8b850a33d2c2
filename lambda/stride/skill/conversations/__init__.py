"""What is said: one module a conversation, a function a turn of it. `routes` says which intent goes where."""
