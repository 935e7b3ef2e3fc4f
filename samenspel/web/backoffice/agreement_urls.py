"""Addresses of agreements between houses."""

from django.urls import path

from samenspel.web.backoffice.views import agreements

ONE = "<slug:house>/samenwerking/<number:agreement>/"

urlpatterns = [
    path("<slug:house>/samenwerking/", agreements.agreements, name="agreements"),
    path("<slug:house>/samenwerking/nieuw/", agreements.new, name="agreement_new"),
    path(ONE, agreements.agreement, name="agreement"),
    path(f"{ONE}voorstel/", agreements.next_version, name="agreement_next"),
    path(f"{ONE}antwoord/", agreements.answer, name="agreement_answer"),
    path(f"{ONE}einde/", agreements.end, name="agreement_end"),
]
