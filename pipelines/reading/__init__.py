"""From bytes to blocks with line numbers. Nothing here knows what a balance sheet is."""
