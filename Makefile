# Portal Diklat. Everything a bare machine needs comes from these targets; nothing is installed by hand.
#   make run      the portal with demo data     PORT=8000 DATA_DIR=var DEMO=1
#   make test     every test but the two below  make lint   linters and types
#   make test-kerusakan   killed processes, lost servers, a portal from nothing
#   make test-beban       races, floods, random requests
SHELL := /bin/bash
.DEFAULT_GOAL := help

# What is compiled once is kept: every process of the portal and of the tests starts a second sooner.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes
# Linters load the settings but reach no server: any value does.
LINT_ENV := SECRET_KEY=lint KUNCI_PRIBADI=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= DEMO=0
APPS := kantor diklat peserta penilaian $(wildcard evaluasi) dokumen
TYPED := $(foreach app,$(APPS),$(wildcard $(app)/services $(app)/queries)) config/tumpukan

.PHONY: help run demo-ulang test test-kerusakan test-beban lint format bench vendor bahasa lock system system-test env env-dev

help:
	@sed -n '2,5s/^# *//p' Makefile
	@echo "  make demo-ulang   isi ulang data contoh    make bench   ukur kecepatan"
	@echo "  make format | vendor | lock"

run: system env
	@exec $(PYTHON) -m config.tumpukan jalan

demo-ulang: system env
	@exec $(PYTHON) -m config.tumpukan demo-ulang

test: system-test env-dev
	@exec $(PYTHON) -m pytest -n 2 -m "not kerusakan and not beban" $(ARGS)

test-kerusakan test-beban: test-%: system-test env-dev
	@exec $(PYTHON) -m pytest -n 2 -m $* $(ARGS)

bench: system env-dev
	@exec $(PYTHON) -m benchmarks $(ARGS)

lint: system env-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --check --quiet templates $(wildcard */templates)
	$(VENV)/bin/djlint --lint --quiet templates $(wildcard */templates)
	$(LINT_ENV) $(VENV)/bin/lint-imports
	$(LINT_ENV) $(VENV)/bin/mypy $(TYPED)

format: env-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(VENV)/bin/djlint --reformat --quiet templates $(wildcard */templates)

# Third-party CSS, JavaScript and fonts, with their hashes, into static/vendor.
vendor: env-dev
	$(PYTHON) tools/vendor.py

# The words of third-party packages, from locale/id/LC_MESSAGES/django.po into the .mo Django reads.
bahasa: env-dev
	$(PYTHON) tools/bahasa.py

# Every version with its hash; no index address in the files.
UV_COMPILE := $(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate --quiet
lock: env-dev
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(UV_COMPILE) requirements.in --output-file requirements.txt
	$(UV_COMPILE) requirements-tertanam.in --output-file requirements-tertanam.txt
	$(UV_COMPILE) requirements-dev.in --output-file requirements-dev.txt

# --- What must be there first ----------------------------------------------------------------------
system:
	@scripts/sistem.sh

system-test:
	@scripts/sistem.sh uji

env: $(VENV)/.terpasang
env-dev: $(VENV)/.terpasang-dev

# Only a changed list of requirements installs again.
$(VENV)/.terpasang: requirements.txt requirements-tertanam.txt | $(VENV)/bin/python
	@echo "Memasang paket Python …"
	@$(PIP) $(addprefix -r ,$(filter %.txt,$^))
	@touch $@

$(VENV)/.terpasang-dev: requirements-dev.txt $(VENV)/.terpasang
	@echo "Memasang paket Python untuk pengembangan …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/bin/python: | system
	@scripts/venv.sh $(VENV)
