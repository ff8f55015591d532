"""Django's settings: one file, production-safe by default, everything variable read in environment.py."""

import os

from nuocheng.environment import environment
from nuocheng.letters.channels.mail import Server
from nuocheng.people.channels.single_sign_on import provider

# pypinyin reads this when it is imported: without its list of words every process is 40 MB smaller (the words of
# our field are in catalogue/data/pinyin.toml).
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

ENV = environment()
ENV.data.mkdir(parents=True, exist_ok=True)

SECRET_KEY = ENV.secret
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.hosts
NUOCHENG_DEMO = ENV.demo
NUOCHENG_DISTRICT = ENV.district_name
NUOCHENG_JURISDICTION = ENV.district
NUOCHENG_MARK = ENV.district_mark
NUOCHENG_PHONE = ENV.phone
NUOCHENG_ADDRESS = ENV.address
NUOCHENG_REVIEW_BODY = ENV.review_body
NUOCHENG_REVIEW_CHANNEL = ENV.review_channel
NUOCHENG_COURT = ENV.court
NUOCHENG_SIGNING_ANCHORS = ENV.signing_anchors
NUOCHENG_EID = ENV.eid
NUOCHENG_EXCHANGE = (ENV.exchange_url, ENV.exchange_key)
NUOCHENG_CREDIT_PLATFORM = ENV.credit_platform
NUOCHENG_SOURCE_KEYS, NUOCHENG_SOURCE_CERTIFICATES, NUOCHENG_SOURCE_ROOTS = ENV.sources
NUOCHENG_SMS = ENV.sms
NUOCHENG_MAIL = Server(**ENV.mail) if ENV.mail else None
NUOCHENG_SINGLE_SIGN_ON = provider(ENV.single_sign_on)
NUOCHENG_RATING = ENV.rating
NUOCHENG_PRINT_FONTS = ENV.print_fonts
NUOCHENG_CARD_READER = ENV.card_reader
NUOCHENG_DATA = ENV.data
NUOCHENG_WEBHOOK_NETWORKS = ENV.webhook_networks
NUOCHENG_EMBED_ANCESTORS = ENV.embed_ancestors
NUOCHENG_SCANNER = ENV.scanner
NUOCHENG_SCANNER_DOWN = ENV.scanner_down
NUOCHENG_STAMP_KEY = ENV.stamp_key
NUOCHENG_BATCH = ENV.batch

DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "ninja",  # the API's documentation with its own script and style: nothing from elsewhere
    "nuocheng.journal",
    "nuocheng.people",
    "nuocheng.edge",
    "nuocheng.law",
    "nuocheng.platforms",
    "nuocheng.handover",
    "nuocheng.letters",
    "nuocheng.papers",
    "nuocheng.holdings",
    "nuocheng.catalogue",
    "nuocheng.credit",
    "nuocheng.verification",
    "nuocheng.cases",
    "nuocheng.looks",
    "nuocheng.consequences",
    "nuocheng.mandates",
    "nuocheng.programme",
    "nuocheng.oversight",
    "nuocheng.site",
    "django.forms",  # after our own templates: ours come first
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nuocheng.site.journeys.Journeys",
    "nuocheng.site.reading.ReadingOnly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nuocheng.edge.nuls.WithoutNuls",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nuocheng.edge.leaving.LeftBehind",
    "nuocheng.edge.answers.RefusalsAreAnswers",
    "nuocheng.edge.answers.VaryByReader",
    "axes.middleware.AxesMiddleware",
    "nuocheng.site.embedding.Embeddable",
]

ROOT_URLCONF = "nuocheng.urls"
WSGI_APPLICATION = "nuocheng.site.wsgi.application"
FORM_RENDERER = "nuocheng.edge.forms.Renderer"
CSRF_FAILURE_VIEW = "nuocheng.site.home.stale_form"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nuocheng.edge.context.shell",
                "nuocheng.site.navigation.navigation",
                "nuocheng.site.embedding.embedded",
                "nuocheng.site.journey_doors.inside",
            ],
            "builtins": ["nuocheng.edge.templatetags.nuocheng"],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
MEDIA_ROOT = ENV.data / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENV.debug
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "nuocheng.site.signing_in.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "httpx2": {"level": "WARNING"},
    },
}
