"""保存与处置: what is due for disposal, what is held and why, and the two signatures under a disposal."""
