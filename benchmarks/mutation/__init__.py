"""Makes damaged and hostile files out of sound ones, each from a seed, so that any of them can be made again."""
