"""One line of JSON for each log entry, on stderr, whoever writes it."""

from __future__ import annotations

import logging

import structlog

from models.settings import LogLevel

_ALL = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


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
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it tells of every state it passes
