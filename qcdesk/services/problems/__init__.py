"""What cases of one problem share: duplicates, links, one 8D, words and steps taken together (E3.4)."""
