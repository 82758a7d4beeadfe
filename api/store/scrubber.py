"""A text to the same text without personal data that can be told by its form.

E-mail addresses, telephone numbers, Spanish identity and social security numbers, health cards of
Catalonia, IBANs and card numbers are replaced by what they were. A form alone is not enough where a number
can be found valid. The names of people have no form, and stay.
"""

import re
from collections.abc import Callable

from phonenumbers import PhoneNumberMatcher
from stdnum import iban, luhn
from stdnum.es import nif

E_MAIL = "[e-mail]"
PHONE = "[phone]"
ID_NUMBER = "[id number]"
ACCOUNT = "[account]"
# Numbers without a country code are read as people in Spain write them.
_REGION = "ES"

# A local part has 64 characters at most; the bound keeps a long text from being tried anew at each.
_E_MAILS = re.compile(
    r"""(?:"[^"@\n]{1,64}"|[^\s@<>()\[\],;:"]{1,64})(?:@|%40)(?:[\w-]{1,63}\.)+[\w-]{2,63}"""
)
_IBANS = re.compile(r"(?<![^\W_])[A-Z]{2}[0-9]{2}(?:[ .-]?[A-Z0-9]){11,30}", re.I)
# Payment cards begin with 2 to 6; other long numbers, such as an ISBN, do not.
_CARDS = re.compile(r"(?<![0-9])[2-6](?:[ .-]?[0-9]){12,18}(?![0-9])")
# DNI, NIE, and the NIF of people without either. That of a company is no personal data.
_IDS = re.compile(
    r"(?<![^\W_])(?:[XYZKLM][ .-]?[0-9]|[0-9]{2})[.]?[0-9]{3}[.]?[0-9]{3}[ .-]?[A-Z](?![^\W_])",
    re.I,
)
# A health card of Catalonia: letters of the names, sex, date of birth; its check digit is no public one.
_CARDS_OF_HEALTH = re.compile(
    r"(?<![^\W_])[A-Z]{4}[ -]?[01][ -]?[0-9]{6}[ -]?[0-9]{2}[ -]?[0-9](?![0-9])", re.I
)
# Social security: its last two digits are the rest of the others by 97.
_SOCIAL = re.compile(r"(?<![0-9])[0-9]{2}[ /-]?[0-9]{8}[ /-]?[0-9]{2}(?![0-9])")
_SEPARATORS = re.compile(r"[ .-]")


def scrub(text: str) -> str:
    """The text with each such number or address replaced."""
    text = _E_MAILS.sub(E_MAIL, text)
    text = _CARDS_OF_HEALTH.sub(ID_NUMBER, text)
    text = _IBANS.sub(_without_iban, text)
    text = _CARDS.sub(_replacing(luhn.is_valid, ACCOUNT), text)
    text = _IDS.sub(_replacing(nif.is_valid, ID_NUMBER), text)
    text = _SOCIAL.sub(_replacing(_is_social, ID_NUMBER), text)
    return _without_phones(text)


def _is_social(number: str) -> bool:
    digits = number.replace("/", "")
    return int(digits[:10]) % 97 == int(digits[10:])


def _replacing(is_valid: Callable[[str], bool], name: str) -> Callable[[re.Match[str]], str]:
    return lambda found: name if is_valid(_SEPARATORS.sub("", found[0])) else found[0]


def _without_iban(found: re.Match[str]) -> str:
    """The words that follow an IBAN may look like its groups: the longest valid part is taken."""
    run = found[0]
    for end in range(len(run), 14, -1):
        if run[end - 1].isalnum() and iban.is_valid(run[:end]):
            return ACCOUNT + run[end:]
    return run


def _without_phones(text: str) -> str:
    """Replaced from the last to the first, so that the places of the others stay true."""
    for match in reversed(list(PhoneNumberMatcher(text, _REGION))):
        text = text[: match.start] + PHONE + text[match.end :]
    return text
