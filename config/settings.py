"""Django settings. Everything that differs between machines comes from the environment (lingkungan.py)."""

import os
from datetime import timedelta
from urllib.parse import urlsplit

import pghistory
from celery.schedules import crontab
from whitenoise.compress import Compressor

from config.lingkungan import AKAR, data_dir, kunci_pribadi, rahasia, ya

BASE_DIR = AKAR
DATA_DIR = data_dir()
DEMO = ya("DEMO")
DEBUG = ya("DEBUG")
SECRET_KEY = rahasia("SECRET_KEY")
KUNCI_PRIBADI = kunci_pribadi()

# --- Addresses: PORTAL_URL is the one source -------------------------------------------------------
PORTAL_URL = os.environ.get("PORTAL_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
_portal = urlsplit(PORTAL_URL)
HTTPS = _portal.scheme == "https"
ALLOWED_HOSTS = [_portal.hostname or "127.0.0.1", *os.environ.get("HOST_LAIN", "").split()]
if not HTTPS:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{_portal.scheme}://{_portal.netloc}"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "portal_sesi"
CSRF_COOKIE_NAME = "portal_csrf"
SESSION_COOKIE_AGE = 14 * 24 * 3600
# How many proxies of the host stand in front: that many addresses at the end of X-Forwarded-For are trusted.
JUMLAH_PROKSI = int(os.environ.get("JUMLAH_PROKSI", "0"))

# --- Rooms -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "config.admin.AdminPortal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "tree_queries",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "kantor.apps.KantorConfig",
    "diklat.apps.DiklatConfig",
    "peserta.apps.PesertaConfig",
    "penilaian.apps.PenilaianConfig",
    "dokumen.apps.DokumenConfig",
    "contoh.apps.ContohConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kantor.middleware.ZonaMiddleware",
    "kantor.middleware.RiwayatMiddleware",
    "kantor.middleware.GalatMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "kantor.Pengguna"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [AKAR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kantor.konteks.portal",
            ],
        },
    }
]

# --- Database: two roles, one that migrates and one that runs --------------------------------------
_peran = os.environ.get("DB_PERAN", "portal_app")
_sandi = "DB_SANDI_PEMILIK" if _peran == "portal_pemilik" else "DB_SANDI_APP"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("DB_NAME", "portal"),
        "USER": _peran,
        "PASSWORD": os.environ.get(_sandi, ""),
        "HOST": os.environ.get("DB_HOST", "127.0.0.1"),
        "PORT": os.environ.get("DB_PORT", "5432"),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Connection pools come later for free: no cursor that outlives its statement.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {
            "application_name": os.environ.get("PROSES", "portal"),
            "options": (
                ""
                if _peran == "portal_pemilik"
                else f"-c statement_timeout={os.environ.get('DB_BATAS_MS', '30000')}"
                " -c lock_timeout=20000 -c idle_in_transaction_session_timeout=60000"
            ),
        },
    }
}

# --- Valkey/Redis: a wake-up call and a counter, never the truth -----------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")


def _redis_db(number: int) -> str:
    if REDIS_URL.startswith(("unix://", "redis+socket://")):
        mark = "&" if "?" in REDIS_URL else "?"
        return f"{REDIS_URL}{mark}{'virtual_host' if REDIS_URL.startswith('redis+') else 'db'}={number}"
    return f"{REDIS_URL.rstrip('/')}/{number}"


CACHES = {
    "default": {
        "BACKEND": "kantor.tembolok.TembolokValkey",
        "LOCATION": _redis_db(1),
        "KEY_PREFIX": "portal",
        "TIMEOUT": 300,
    }
}
CELERY_BROKER_URL = _redis_db(0).replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "latar"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_SERIALIZER = "json"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A wake-up call that cannot be sent is given up at once: the sweeper finds the row.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_connect_timeout": 2,
    "socket_timeout": 20,
}
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "penyapu-pekerjaan": {"task": "kantor.penyapu_pekerjaan", "schedule": 10.0},
    "penyapu-surel": {"task": "kantor.penyapu_surel", "schedule": 10.0},
    "undangan-tertunda": {"task": "peserta.undangan_tertunda", "schedule": 60.0},
    "tawaran-lewat": {"task": "peserta.tawaran_lewat", "schedule": 60.0},
    "pengingat-naskah": {"task": "penilaian.pengingat_naskah", "schedule": timedelta(hours=1)},
    "jadwal-pendaftaran": {"task": "diklat.jadwal_pendaftaran", "schedule": 60.0},
    "inovasi-jatuh-tempo": {"task": "penilaian.inovasi_jatuh_tempo", "schedule": crontab(hour=8, minute=0)},
    "bersih-bersih": {"task": "kantor.bersih_bersih", "schedule": timedelta(hours=1)},
}

# --- Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [AKAR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.format"]

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [AKAR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600
# Maps and desktop fonts are fetched by hardly anybody; compressing them took 20 s of the first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf", "eot", "md", "txt")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
BERKAS_MAKS = 10 * 1024 * 1024

# --- Accounts --------------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "kantor.sandi.PengacakSandi",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["kantor.autentikasi.PintuMasuk"]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/masuk/lanjut/"
LOGOUT_REDIRECT_URL = "/"
# Of allauth we use the stages of a sign-in and the second factor; see kantor/autentikasi.py.
ACCOUNT_ADAPTER = "kantor.autentikasi.AdapterAkun"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"reauthenticate": "kantor.forms.masuk.PastikanSandiForm"}
# A whole office shares one address: limits per address are far beyond forty people. Guessing is counted per account by
# kantor.services.masuk.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "600/m/ip",
    "reauthenticate": "60/m/user",
    "request_login_code": "600/m/ip,20/m/key",
    "reset_password": "600/m/ip,20/m/key",
    "reset_password_from_key": "600/m/ip",
    "signup": "600/m/ip",
}
MFA_ADAPTER = "kantor.autentikasi.AdapterMfa"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "kantor.forms.masuk.KodeAplikasiForm",
    "reauthenticate": "kantor.forms.masuk.PastikanKodeForm",
    "activate_totp": "kantor.forms.masuk.PasangAplikasiForm",
}

UNFOLD = {
    "SITE_TITLE": "Portal Diklat",
    "SITE_HEADER": "Portal Diklat",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
}

# --- Mail: every letter is a row of the outbox first -----------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.dummy.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_SANDI", "")
EMAIL_USE_TLS = ya("EMAIL_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_PENGIRIM") or f"Portal Diklat <portal@{_portal.hostname}>"

# --- History ---------------------------------------------------------------------------------------
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True

# --- API -------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["kantor.api.autentikasi.AutentikasiKunci"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "kantor.api.halaman.Halaman",
    "EXCEPTION_HANDLER": "kantor.api.galat.jawab_galat",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API Portal Diklat",
    "DESCRIPTION": "Pendaftaran, verifikasi, sertifikat, dan proses. Lihat docs/api.md.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "StatusGelombang": "diklat.models.gelombang.Gelombang.Status",
        "StatusPendaftaran": "peserta.models.pendaftaran.Status",
        "StatusPekerjaan": "kantor.models.pekerjaan.Pekerjaan.Status",
    },
}

# --- Content-Security-Policy: strict from the first page -------------------------------------------
from csp.constants import NONE, SELF  # noqa: E402

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

FORM_RENDERER = "kantor.forms.penyaji.PenyajiPortal"
SILENCED_SYSTEM_CHECKS: list[str] = []
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
