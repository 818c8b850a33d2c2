"""Local understanding: utterance to intent and slots, from the committed interaction model alone."""
