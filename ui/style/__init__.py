"""How the window looks: one file of tokens, one style sheet made from it, icons and faces."""
