"""Where srok finds its database and its mail relay: from the environment or a file `srok.env`."""

from __future__ import annotations

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from calendars.errors import UsageError
from calendars.saying import say


class Settings(BaseSettings):
    """Each setting is read from `SROK_NAME`; the relay's address may hold a password and is never shown.

    `lang` is what the command line speaks; letters are in `letters_lang`, whoever runs the tick. While
    `rehearsal` names an address, every letter goes there instead.
    """

    model_config = SettingsConfigDict(env_prefix="SROK_", env_file="srok.env", extra="ignore")

    database_url: str = "sqlite:///srok.db"
    smtp_url: SecretStr = SecretStr("smtp://localhost:25")
    sender: str = "srok@localhost"
    contact: str = ""
    rehearsal: str = ""
    lang: str = "ru"
    letters_lang: str = "ru"


def load() -> Settings:
    """Return the settings; raises UsageError for one that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        names = tuple(f"SROK_{str(problem['loc'][0]).upper()}" for problem in error.errors())
        raise UsageError(say("these settings cannot be read: {names}", names=names)) from None
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            say("the file of settings srok.env cannot be read: it must be a text in UTF-8")
        ) from None
