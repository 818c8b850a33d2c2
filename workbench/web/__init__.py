"""The skill over HTTP: the verified endpoint Alexa calls, and the simulator, which is for this machine alone."""
