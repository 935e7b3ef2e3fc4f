"""The addresses under which a house sets its prices; part of `urls.py`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import price_lists

PRICES = "<slug:house>/prijzen/"
LIST = PRICES + "lijst/<number:price_list>/"

urlpatterns = [
    path(PRICES, price_lists.price_lists, name="prices"),
    path(PRICES + "lijst/nieuw/", price_lists.price_list, name="price_list_new"),
    path(LIST, price_lists.price_list, name="price_list"),
    path(LIST + "kopie/", price_lists.copy, name="price_list_copy"),
]
