"""Django's settings. What differs per installation comes from the environment: see `config/env.py`."""

import os
from pathlib import Path

from samenspel.config.email_url import email_settings
from samenspel.config.env import load
from samenspel.config.staff_oidc import staff_oidc_settings

ENV = load()
ROOT = Path(__file__).resolve().parents[2]

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
DEMO = ENV.demo
ALLOWED_HOSTS = list(ENV.allowed_hosts)
SITE_URL = ENV.site_url
DATA = ENV.data

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "samenspel.kernel",
    "samenspel.identity",
    "samenspel.houses",
    "samenspel.venues",
    "samenspel.programme",
    "samenspel.contacts",
    "samenspel.inventory",
    "samenspel.ledger",
    "samenspel.catalogue",
    "samenspel.payments",
    "samenspel.agreements",
    "samenspel.packages",
    "samenspel.sales",
    "samenspel.delivery",
    "samenspel.access",
    "samenspel.integrations.files",
    "samenspel.integrations.testbank",
    "samenspel.demo",
    "samenspel.web.design",
    "samenspel.web.sign_in",
    "samenspel.web.backoffice",
    "samenspel.web.shop",
    "samenspel.web.account",
    "samenspel.web.scanner",
    "samenspel.web.outbox",
    "samenspel.config",
]

MIDDLEWARE = [
    "samenspel.api.middleware.MachinesFirst",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "samenspel.web.uploads.RefuseLargeForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samenspel.web.security.ContentSecurityPolicy",
]

ROOT_URLCONF = "samenspel.config.urls"
WSGI_APPLICATION = "samenspel.config.wsgi.application"

TEMPLATES = [
    # Our pages: see docs/decisions/0017-pages-in-jinja2.md.
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted((ROOT / "samenspel/web").glob("*/jinja2")),
        "OPTIONS": {
            "environment": "samenspel.web.design.environment.Pages",
            "context_processors": ["samenspel.web.design.environment.page_words"],
        },
    },
    # What speaks to Django's own language: the pages of allauth, mails, the test bank.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "samenspel/web/sign_in/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "samenspel.web.context.installation",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": ENV.database.host,
        "PORT": ENV.database.port,
        "NAME": ENV.database.name,
        "USER": ENV.database.user,
        "PASSWORD": ENV.database.password,
        "CONN_MAX_AGE": None,
        # Statements of the hot path are prepared once a connection; a generic plan saves planning them (10-15 ms) each time.
        "OPTIONS": {
            "options": "-c plan_cache_mode=force_generic_plan -c jit=off -c timezone=UTC",
            "application_name": "samenspel",
            # Django switches preparing off; this allows it where kernel/statement.py asks for it, and nowhere by itself.
            "prepare_threshold": 1_000_000,
        },
    }
}

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "samenspel.web.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "samenspel.web.sign_in.forms.PasswordForm",
    "request_login_code": "samenspel.web.sign_in.forms.AskCodeForm",
    "confirm_login_code": "samenspel.web.sign_in.forms.CodeForm",
    "reset_password": "samenspel.web.sign_in.forms.ForgottenForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up, but allauth drops the password from its sign-in form when signing up asks for none.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
# The same answer and the same mail for a known and an unknown address: nobody learns who is a customer.
ACCOUNT_PREVENT_ENUMERATION = True
# Staff of an organisation with an identity provider (ACM/IDM): the addresses are there only where one is configured.
STAFF_OIDC, SOCIALACCOUNT_PROVIDERS = staff_oidc_settings(os.environ)
if STAFF_OIDC:
    INSTALLED_APPS += ["allauth.socialaccount.providers.openid_connect"]
SOCIALACCOUNT_ADAPTER = "samenspel.web.sign_in.staff_claims.StaffSignIn"
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "samenspel.web.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samenspel"
# Nobody signs up: an address is proven by the invitation or the code that went to it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
# Two steps at sign-in, for the roles of houses/rules/second_factor.py. Not in a demo: its logins are written on the page and
# shared, the first visitor to set a step up would lock out the next. A house of a demo may still ask for it itself.
STAFF_SECOND_FACTOR_BY_DEFAULT = not DEMO
# Limits on signing in count by the address of the visitor, which is the proxy's where one stands in front.
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
LOCALE_PATHS = sorted((ROOT / "samenspel").glob("**/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SITE_URL.startswith("https://") else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

DEFAULT_FROM_EMAIL = "Samenspel <tickets@samenspel.example>"
globals().update(email_settings(ENV.email_url))

# Only allauth uses it, for the limits on signing in: they hold over all processes and hosts. Pages that sell never touch it;
# what those remember is in kernel/remember.py.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wiring_shared_cache",
        # More would be thrown out at random, limits that still count with them.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
}
