"""The limits of a cart and of a buyer."""

PLACES_IN_CART = 40
HOLD_S = 15 * 60
HOLD_WHILE_PAYING_S = 30 * 60
"""Bank pages of Bancontact and cards live 15 to 60 minutes: the hold outlives the usual attempt."""
HOLD_IN_ALL_S = 60 * 60
HOLD_WITH_PAYING_S = HOLD_IN_ALL_S + HOLD_WHILE_PAYING_S
FREE_PLACES_PER_ADDRESS = 10
"""Of one performance, in all free orders of an e-mail address together: a family or a group of friends. Nothing else keeps one
visitor from emptying a free performance. A school or a club rings the house, whose own desk knows no such limit."""
