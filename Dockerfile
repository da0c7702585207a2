# The portal without its servers: PostgreSQL and Valkey are services beside it (docker-compose.yml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings DATA_DIR=/data DEMO=0

# Pango lays out the papers; harfbuzz-subset keeps the PDFs small.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
RUN python -m compileall -q . \
    && useradd --system --uid 10001 --user-group --no-create-home portal \
    && install -d -o portal -g portal -m 0750 /data
USER portal
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/sehat.py"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--timeout", "60", "--graceful-timeout", "20", \
     "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "config.wsgi"]
