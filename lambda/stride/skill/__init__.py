"""The Alexa skill: requests in, conversations, responses out."""
