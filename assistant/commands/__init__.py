"""The commands of `assistant`, a file for each desk; each tells what it did in Chinese."""
