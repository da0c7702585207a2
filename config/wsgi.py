"""The application gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from config.celery import app as celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# gunicorn loads this once and forks: what the first registration would wait for is ready, and stays shared memory.
_ = celery.backend
gc.collect()
gc.freeze()
