"""The knowledge: what a content author writes, typed, and the compiled artefact that Lambda loads."""
