"""One line of JSON for each log entry, on stderr, whoever writes it and in whichever process."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from models.settings import LogLevel
from notifications.links import SECRET_PATHS

_ALL = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)
_TALKATIVE = ("httpx", "transitions")  # they tell of every request, of every state they pass
_SECRET = re.compile(rf"({'|'.join(map(re.escape, SECRET_PATHS))})[^\s\"\\]*", re.IGNORECASE)
_to_json = structlog.processors.JSONRenderer(ensure_ascii=False)


def configure_logs(level: LogLevel) -> None:
    """Send structlog's entries and those of every library the same way; JSON keeps a line break
    inside its line.
    """
    structlog.configure(
        processors=[*_ALL, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_ALL,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _line],
        )
    )
    handler.addFilter(_is_for_us)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _line(logger: Any, method: str, entry: MutableMapping[str, Any]) -> str:
    """Write an entry out without what lets somebody in, wherever in it that stands."""
    return _SECRET.sub(r"\1…", str(_to_json(logger, method, entry)))


def _is_for_us(record: logging.LogRecord) -> bool:
    """Say whether a record has its place here: what Prefect's runs tell is read in its pages."""
    return record.levelno >= logging.WARNING or not record.name.startswith("prefect")
