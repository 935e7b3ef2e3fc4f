"""The addresses under which a house sets itself up; part of `urls.py`."""

from django.urls import path

from samenspel.web.backoffice.views import conditions, log, logo, settings, settings_sales, start

SETTINGS = "<slug:house>/instellingen/"

urlpatterns = [
    path("<slug:house>/logboek/", log.log, name="log"),
    path("<slug:house>/logboek.csv", log.log_csv, name="log_csv"),
    path("<slug:house>/start/", start.start, name="start"),
    path(SETTINGS, settings.words, name="settings"),
    path(SETTINGS + "merk/", settings.brand, name="settings_brand"),
    path(SETTINGS + "merk/voorbeeld/", settings.preview, name="settings_preview"),
    path(SETTINGS + "merk/voorbeeld.css", settings.preview_css, name="settings_preview_css"),
    path(SETTINGS + "merk/voorbeeld.svg", settings.preview_poster, name="settings_preview_poster"),
    path(SETTINGS + "merk/logo/", logo.logo, name="settings_logo"),
    path(SETTINGS + "merk/logo/weg/", logo.remove, name="settings_logo_remove"),
    path(SETTINGS + "gegevens/", settings.legal_data, name="settings_legal"),
    path(SETTINGS + "talen/", settings_sales.languages, name="settings_languages"),
    path(SETTINGS + "betalen/", settings_sales.payment, name="settings_payment"),
    path(SETTINGS + "mails/", settings_sales.mails, name="settings_mail"),
    path(SETTINGS + "voorwaarden/", conditions.conditions, name="settings_conditions"),
]
