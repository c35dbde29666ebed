"""References to laws and their articles in a text: which law, which place, what is said there."""
