"""The bank itself: `books` keeps, `bank` decides, `clockwork` does what is due, `http` and `pages` speak."""
