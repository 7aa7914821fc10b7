"""What tests of the post may ask for: a real SMTP server and a channel to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from models.settings import Settings
from notifications.channels import Smtp
from support.mailserver import Inbox, Mailer, free_port, login


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Controller]:
    """A real SMTP server on a free port."""
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=login,
        auth_require_tls=False,
        decode_data=False,
    )
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def mailer(settings: Settings, server: Controller) -> Mailer:
    """Return what makes a channel to the server, with other settings where they are said."""

    def make(**said: Any) -> Smtp:
        usual = {
            "smtp_host": "127.0.0.1",
            "smtp_port": server.port,
            "smtp_starttls": False,
            "smtp_from": "samflode@lan.example",
            "base_url": "https://samflode.example",
        }
        return Smtp(
            Settings.model_validate({**settings.model_dump(exclude_none=True), **usual, **said})
        )

    return make
