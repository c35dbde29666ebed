"""Questions that programs put to a warehouse: figures by what they are, and one figure with its proof."""
