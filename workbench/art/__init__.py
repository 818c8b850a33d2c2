"""The pictures that a screen shows while audio plays, and the skill's icons: drawn here, all in one style."""
