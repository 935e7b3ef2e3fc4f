"""Write conditions of sale: a draft that its admin changes, and a published version that nobody changes any more."""

from collections.abc import Mapping

from samenspel.houses.commands.change_house import Administration, BadSetting, administering
from samenspel.houses.models import SaleConditions
from samenspel.houses.queries.conditions import conditions_of, state_of
from samenspel.houses.queries.directory import LANGUAGES, forget_directory, spoken
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError

TEXT_MAX = 20_000


class WrittenInBetween(DomainError):
    """Somebody else wrote the draft, or published a version, after this one was read."""


def save_conditions(*, act: Administration, text: Mapping[str, str], read: str) -> None:
    """Keep the draft; `text` is language -> at most 20,000 characters, `read` the state (`state_of`) it was written
    from, empty when nothing was read.

    Raises NotFound, NotAdmin, WrittenInBetween.
    """
    with administering(act):
        _check_state(act, read)
        SaleConditions.objects.update_or_create(
            house_id=act.house, published_at=None, defaults={"text": _texts(text)}
        )


def publish_conditions(*, act: Administration, text: Mapping[str, str], read: str) -> int:
    """Make `text` the house's next version, in force at once; answers its number.

    `read` as in `save_conditions`. Raises NotFound, NotAdmin, WrittenInBetween, BadSetting: no text in the first language of the
    house, or nothing differs from the version in force; nothing is kept then.
    """
    texts = _texts(text)
    with administering(act) as house:
        _check_state(act, read)
        first = spoken(house.languages)[0]
        if first not in texts:
            raise BadSetting(f"text_{first}", "missing")
        last = (
            SaleConditions.objects.filter(house=act.house, number__isnull=False).order_by("-number").first()
        )
        if last and last.text == texts:
            raise BadSetting(f"text_{first}", "same")
        number = (last.number or 0) + 1 if last else 1
        # One row that was never published becomes the version: the draft when there is one.
        SaleConditions.objects.update_or_create(
            house_id=act.house,
            published_at=None,
            defaults={"text": texts, "number": number, "published_at": act.at},
        )
        tell_change(
            kind="houses.conditions.published",
            house=act.house,
            subject=number,
            before={"text": last.text} if last else None,
            after={"text": texts},
            by=act.by,
            at=act.at,
        )
    forget_directory()
    return number


def _check_state(act: Administration, read: str) -> None:
    if read and state_of(known=conditions_of(scope=act.scope, house=act.house)) != read:
        raise WrittenInBetween


def _texts(text: Mapping[str, str]) -> dict[str, str]:
    found = {code: text.get(code, "").strip()[:TEXT_MAX] for code in LANGUAGES}
    return {code: words for code, words in found.items() if words}
