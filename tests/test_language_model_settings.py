"""A language model is set up by environment variables; a setting that cannot be used is told in one line that shows no key."""

from __future__ import annotations

import pytest

from qa_service.language_model import SETTINGS, LanguageModel, SettingError, configured

GOOD = {"THROUGHLINE_MODEL_URL": "https://models.example.org/v1/", "THROUGHLINE_MODEL_NAME": "small"}


def test_without_an_address_there_is_no_model() -> None:
    assert configured({}) is None
    assert configured({**GOOD, "THROUGHLINE_MODEL_URL": " "}) is None


def test_a_model_is_named_by_its_address_and_name() -> None:
    assert configured(GOOD) == LanguageModel("https://models.example.org/v1", "small", "", 10.0)


def test_key_and_seconds_are_taken_from_their_variables() -> None:
    given = configured({**GOOD, "THROUGHLINE_MODEL_KEY": "sesame", "THROUGHLINE_MODEL_SECONDS": "2.5"})
    assert given == LanguageModel("https://models.example.org/v1", "small", "sesame", 2.5)
    assert "sesame" not in repr(given)


@pytest.mark.parametrize("host", ["localhost:11434", "127.0.0.1", "[::1]:8080", "127.8.8.8"])
def test_this_machine_needs_no_encryption(host: str) -> None:
    given = configured({**GOOD, "THROUGHLINE_MODEL_URL": f"http://{host}/v1"})
    assert given is not None
    assert given.url == f"http://{host}/v1"


@pytest.mark.parametrize(
    "host", ["models.example.org", "10.0.0.4", "localhost.example.org", "0.0.0.0", "127.0.0.1.evil.example"]
)
def test_another_machine_without_encryption_has_to_be_allowed(host: str) -> None:
    plain = {**GOOD, "THROUGHLINE_MODEL_URL": f"http://{host}/v1"}
    with pytest.raises(SettingError, match=r"without encryption\. Use https://, or set THROUGHLINE_MODEL_HTTP=1"):
        configured(plain)
    assert configured({**plain, "THROUGHLINE_MODEL_HTTP": "1"}) is not None


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("THROUGHLINE_MODEL_NAME", "", "THROUGHLINE_MODEL_NAME is not"),
        ("THROUGHLINE_MODEL_URL", "models.example.org", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "file:///etc/passwd", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "https://", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "https://[::1", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "https://models.example.org:port", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "https://models.example.org/v1 /x", "is no address of a model"),
        ("THROUGHLINE_MODEL_URL", "https://me:sesame@models.example.org", "may not hold a user"),
        ("THROUGHLINE_MODEL_URL", "https://models.example.org/?key=sesame", "may not hold a user, a query"),
        ("THROUGHLINE_MODEL_KEY", "sesame\r\nX-Evil: 1", "has a space or a character that a key cannot have"),
        ("THROUGHLINE_MODEL_KEY", "sesamé", "a character that a key cannot have"),
        ("THROUGHLINE_MODEL_SECONDS", "0", "is “0”. Set it to a number of seconds from 0.1 to 60"),
        ("THROUGHLINE_MODEL_SECONDS", "61", "is “61”"),
        ("THROUGHLINE_MODEL_SECONDS", "soon", "is “soon”"),
        ("THROUGHLINE_MODEL_SECONDS", "nan", "is “nan”"),
        ("THROUGHLINE_MODEL_SECONDS", "1e1", "is “1e1”"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(variable: str, value: str, message: str) -> None:
    assert variable in SETTINGS
    with pytest.raises(SettingError) as told:
        configured({**GOOD, variable: value})
    assert message in str(told.value)
    assert "sesam" not in str(told.value)
