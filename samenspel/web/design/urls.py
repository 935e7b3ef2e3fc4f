"""The style guide; include it under a folder of its own, such as `design/`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.design import views

urlpatterns = [
    path("", views.guide, name="design-guide"),
    path("office/", views.guide_office, name="design-guide-office"),
    path("scanner/", views.guide_scanner, name="design-guide-scanner"),
    path("brand.css", views.guide_brand),
    path("plan.json", views.guide_plan),
    path("availability.json", views.guide_availability),
    path("poster/<number:number>.svg", views.guide_poster),
]
