"""Chinese text: normal forms, segmentation, aspects, personal data; no disk, clock or network."""
