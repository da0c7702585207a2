"""Django's Redis cache that shrugs when Valkey is gone: a cache is never the truth."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def _tahan(nama: str, pengganti: Callable[..., Any]) -> Callable[..., Any]:
    asli = getattr(RedisCache, nama)

    @wraps(asli)
    def panggil(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return asli(self, *args, **kwargs)
        except (RedisError, OSError) as galat:
            log.warning("tembolok tidak terjangkau: %s", galat)
            return pengganti(*args, **kwargs)

    return panggil


class TembolokValkey(RedisCache):
    """get answers the default, set and delete do nothing, add says yes while Valkey is out of reach."""

    get = _tahan("get", lambda key, default=None, version=None: default)
    set = _tahan("set", lambda *_, **__: None)
    add = _tahan("add", lambda *_, **__: True)
    touch = _tahan("touch", lambda *_, **__: False)
    delete = _tahan("delete", lambda *_, **__: False)
    get_many = _tahan("get_many", lambda *_, **__: {})
    set_many = _tahan("set_many", lambda *_, **__: [])
    delete_many = _tahan("delete_many", lambda *_, **__: None)
    clear = _tahan("clear", lambda *_, **__: True)
