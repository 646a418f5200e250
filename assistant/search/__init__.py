"""Questions become hits: the index, its features and the score."""
