"""The numbers by which a Belgian organisation is known, checked by their own check digits. Pure."""

from stdnum import exceptions, iban
from stdnum.be import vat


def enterprise_number(*, text: str) -> str:
    """An enterprise number (KBO), also written as a VAT number: with or without BE, points and spaces; answers ten digits.

    Belgium knows an organisation by one number for both. Raises ValueError when the last two digits do not check the others.
    """
    try:
        return str(vat.validate(text)).zfill(10)
    except exceptions.ValidationError as error:
        raise ValueError(text) from error


def account_number(*, text: str) -> str:
    """An IBAN of any country, with or without spaces; answers it without. Raises ValueError when a digit is wrong or missing."""
    try:
        return str(iban.validate(text))
    except exceptions.ValidationError as error:
        raise ValueError(text) from error
