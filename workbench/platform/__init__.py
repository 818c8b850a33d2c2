"""Alexa as far as it can be checked on a desk: a device with a clock and a player, and a judge of responses."""
