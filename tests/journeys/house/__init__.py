"""The chapters of the journey in which a house runs itself: each is what one person does in a browser."""
