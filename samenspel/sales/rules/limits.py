"""The limits of a cart."""

PLACES_IN_CART = 40
HOLD_S = 15 * 60
HOLD_WHILE_PAYING_S = 30 * 60
"""Bank pages of Bancontact and cards live 15 to 60 minutes: the hold outlives the usual attempt."""
HOLD_IN_ALL_S = 60 * 60
HOLD_WITH_PAYING_S = HOLD_IN_ALL_S + HOLD_WHILE_PAYING_S
