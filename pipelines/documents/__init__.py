"""One document's life: registered, selected, read and settled, corrected, quarantined, its state told, its rows built.

How a text is read and how figures are proven stand in their own rooms; what goes into the warehouse, in publishing.
"""
