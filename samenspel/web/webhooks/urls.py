"""`/webhooks/<provider>/`: no language, no session, no token of ours."""

from django.urls import path

from samenspel.web.webhooks.views import payment_changed

urlpatterns = [path("webhooks/<slug:provider>/", payment_changed, name="webhook")]
