"""Puts one message into words and hands it to its target. The ledger is only read here."""

from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import Row

from agents.clock import Clock
from agents.home import Home
from agents.ledger import notices
from agents.ledger.database import Ledger
from agents.notices import links, wording
from agents.notices.files import NotifyFiles
from agents.notices.settings import Mail, Notify, Webhook, checked_url
from agents.notices.told import Item, Told
from agents.runner.notices import facts
from knowledge.errors import InputError
from tools.notify import mail, webhook
from tools.notify.errors import NotSentError

Secrets = Callable[[str], str | None]  # the value of an environment variable
Outcome = Literal["sent", "overtaken"]


def lane_of(row: Row[Any]) -> str:
    """What stands still when its target does: a brand's mail server, or one webhook."""
    return f"{row.brand}/{row.target if row.target.startswith('webhook:') else 'mail'}"


class Post:
    def __init__(self, ledger: Ledger, clock: Clock, home: Home, files: NotifyFiles, secrets: Secrets) -> None:
        self._ledger = ledger
        self._clock = clock
        self._home = home
        self._files = files
        self._secrets = secrets

    def deliver(self, row: Row[Any]) -> Outcome:
        """Of a message with its notice. Returns once the target has said yes. Raises NotSentError."""
        settings = self._settings(row.brand)
        composed = self._compose(row, settings)
        if composed is None:
            return "overtaken"
        self._send(settings, row.target, *composed, key=row.key)
        return "sent"

    def test(self, brand: str, name: str) -> str:
        """Sends a test to a person or a webhook that notify.yaml names; returns the target. Raises NotSentError."""
        settings = self._files.read(brand)
        target = next((each for each in (f"person:{name}", f"webhook:{name}") if settings.reaches(each)), None)
        if target is None:
            known = ", ".join((*settings.people, *settings.webhooks)) or "nobody"
            raise InputError(f"{self._files.path(brand)} names no '{name}'. It names: {known}.")
        words = wording.test(name, self._brand(brand))
        key = f"t-{name}-{int(self._clock.now().timestamp())}"
        self._send(settings, target, words, "", key=key)
        return target

    def in_words(self, row: Row[Any]) -> tuple[str, str]:
        """One line for a list, and where it leads."""
        settings = self._settings(row.brand)
        told = self._told(row, settings)
        words = wording.words(told, self._timezone(row.brand))
        return words.subject, links.link(told, settings.desk)

    def _settings(self, brand: str) -> Notify:
        try:
            return self._files.of(brand)
        except InputError as error:
            raise NotSentError(str(error), unreachable=True) from error

    def _told(self, row: Row[Any], settings: Notify) -> Told:
        with self._ledger.read() as connection:
            found = facts.about(connection, row.event, row.subject)
            return facts.told(
                connection, row.kind, row, found, brand=self._brand(row.brand), show_text=settings.show_text
            )

    def _compose(self, row: Row[Any], settings: Notify) -> tuple[wording.Words, str] | None:
        timezone = self._timezone(row.brand)
        if row.kind == "digest":
            with self._ledger.read() as connection:
                carried = notices.in_digest(connection, row.key)
            items = [Item(words=words, link=link) for words, link in map(self.in_words, carried)]
            return wording.digest(self._told(row, settings), items, row.at, timezone), settings.desk or ""
        with self._ledger.read() as connection:
            found = facts.about(connection, row.event, row.subject)
            if facts.is_overtaken(row.kind, found, row, row.target, facts.users(connection, self._ledger.clock.now())):
                return None
        told = self._told(row, settings)
        return wording.words(told, timezone), links.link(told, settings.desk)

    def _send(self, settings: Notify, target: str, words: wording.Words, link: str, *, key: str) -> None:
        sort, _, name = target.partition(":")
        if sort == "webhook" and name in settings.webhooks:
            text = f"{words.subject}\n{words.text(link)}"
            webhook.post(self._hook(settings.webhooks[name]), text, key=key, at=self._clock.now())
            return
        if sort == "person" and name in settings.people and settings.mail is not None:
            mail.send(
                self._server(settings.mail), self._letter(settings.mail, settings.people[name].mail, words, link, key)
            )
            return
        raise NotSentError("notify.yaml names this target no more", lasting=True)

    def _hook(self, hook: Webhook) -> webhook.Hook:
        url = hook.url
        if hook.url_from is not None:
            url = checked_url(self._secret(hook.url_from))
            if url is None:
                raise NotSentError(f"the environment variable {hook.url_from} holds no web address", unreachable=True)
        secret = self._secret(hook.secret_from) if hook.secret_from else None
        return webhook.Hook(url=url or "", secret=secret, seconds=hook.seconds)

    def _server(self, given: Mail) -> mail.MailServer:
        return mail.MailServer(
            host=given.server,
            port=given.port,
            security=given.security,
            user=given.user,
            password=self._secret(given.password_from) if given.password_from else None,
            seconds=given.seconds,
        )

    def _letter(self, given: Mail, to: str, words: wording.Words, link: str, key: str) -> mail.Letter:
        return mail.Letter(
            sender=given.sender,
            sender_name=given.name,
            to=to,
            subject=words.subject,
            text=words.text(link),
            key=key,
            at=self._clock.now(),
        )

    def _secret(self, variable: str) -> str:
        value = self._secrets(variable)
        if not value:
            raise NotSentError(f"the environment variable {variable} is not set where the desk runs", unreachable=True)
        return value

    def _brand(self, brand: str) -> str:
        return self._home.folder(brand).brand.name

    def _timezone(self, brand: str) -> str:
        return self._home.folder(brand).brand.timezone
