"""The rules by subject. To add one: write a generator of sentences in the module of its subject, and put it with its
source in that module's RULES."""
