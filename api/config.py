"""Every setting: where it comes from, its unit, its default and its effect."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SECRET_CHARACTERS = 32
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process. Made by `from_environment`, or by a test."""

    instance: Path
    """Folder of the database, the keys, the mail sink and the backups. WAYMARK_INSTANCE, default ./instance."""
    database_url: str
    """DATABASE_URL, default the SQLite file waymark.db in the instance folder."""
    secret: str
    """Signs links and keys the hashes of sign-in codes. WAYMARK_SECRET, default a file made in instance/keys."""
    env: str = "development"
    """WAYMARK_ENV: development, production or test. Production refuses unsafe settings."""
    public_url: str = "http://127.0.0.1:8000"
    """WAYMARK_PUBLIC_URL: where people reach this instance; links in mails start with it."""
    smtp_host: str = ""
    """WAYMARK_SMTP_HOST. Empty outside production: the embedded sink on loopback takes the mail."""
    smtp_port: int = 0
    """WAYMARK_SMTP_PORT, default 587; 0 with the sink: a free port is chosen at start."""
    smtp_user: str = ""
    """WAYMARK_SMTP_USER. Empty: no login."""
    smtp_password: str = ""
    """WAYMARK_SMTP_PASSWORD."""
    smtp_security: str = "starttls"
    """WAYMARK_SMTP_SECURITY: starttls, tls or none. The sink is always none."""
    mail_from: str = "Waymark <hello@waymark.example>"
    """WAYMARK_MAIL_FROM: From of every mail."""
    vapid_contact: str = ""
    """WAYMARK_VAPID_CONTACT: mailto: address that push services may write to."""
    push_origins: tuple[str, ...] = ()
    """WAYMARK_PUSH_ORIGINS: push services of your own besides the browsers', as origins with commas between."""
    lease_seconds: int = 120
    """WAYMARK_LEASE_SECONDS: how long a worker may hold a message before others take it for dead."""
    processes: int = 1
    """WAYMARK_PROCESSES: how many processes `bin/start` lets serve. More than one wants PostgreSQL."""
    connections: int = 20
    """WAYMARK_CONNECTIONS: the most connections that one process opens to PostgreSQL."""
    log_requests: bool = False
    """WAYMARK_LOG_REQUESTS=on|off: a line for each request, without content. Default on in production."""
    scheduler: bool = True
    """SCHEDULER=on|off: whether this process runs the timetable."""
    backups: Path | None = None
    """WAYMARK_BACKUPS: folder of the backups, default backups in the instance folder; best on another disk."""
    backup_days: int = 30
    """WAYMARK_BACKUP_DAYS: days that a nightly backup is kept; 0 makes none."""
    proxies: int = 0
    """WAYMARK_PROXIES: how many reverse proxies stand in front (their X-Forwarded-* headers are believed)."""

    @property
    def sink(self) -> bool:
        """Whether the embedded mail sink takes the mail; never in production."""
        return not self.smtp_host and self.env != "production"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def mail_folder(self) -> Path:
        return self.instance / "mail"

    @property
    def backups_folder(self) -> Path:
        return self.backups or self.instance / "backups"

    @property
    def keys_folder(self) -> Path:
        return self.instance / "keys"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; keys that a development instance lacks are made and kept in instance/keys (0600)."""
    instance = Path(environ.get("WAYMARK_INSTANCE") or "instance").resolve()
    env = environ.get("WAYMARK_ENV", "development")
    secret = environ.get("WAYMARK_SECRET", "")
    if not secret and env != "production":
        secret = kept_secret(instance / "keys" / "secret")
    smtp_host = environ.get("WAYMARK_SMTP_HOST", "")
    return Settings(
        instance=instance,
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{instance / 'waymark.db'}",
        secret=secret,
        env=env,
        public_url=environ.get(
            "WAYMARK_PUBLIC_URL", "" if env == "production" else "http://127.0.0.1:8000"
        ).rstrip("/"),
        smtp_host=smtp_host,
        smtp_port=int(environ.get("WAYMARK_SMTP_PORT") or (587 if smtp_host else 0)),
        smtp_user=environ.get("WAYMARK_SMTP_USER", ""),
        smtp_password=environ.get("WAYMARK_SMTP_PASSWORD", ""),
        smtp_security=environ.get("WAYMARK_SMTP_SECURITY", "starttls"),
        mail_from=environ.get("WAYMARK_MAIL_FROM", "Waymark <hello@waymark.example>"),
        vapid_contact=environ.get("WAYMARK_VAPID_CONTACT", ""),
        push_origins=tuple(filter(None, environ.get("WAYMARK_PUSH_ORIGINS", "").replace(" ", "").split(","))),
        lease_seconds=int(environ.get("WAYMARK_LEASE_SECONDS") or 120),
        processes=int(environ.get("WAYMARK_PROCESSES") or 1),
        connections=int(environ.get("WAYMARK_CONNECTIONS") or 20),
        log_requests=(environ.get("WAYMARK_LOG_REQUESTS") or ("on" if env == "production" else "off"))
        != "off",
        scheduler=environ.get("SCHEDULER", "on") != "off",
        backups=Path(environ["WAYMARK_BACKUPS"]).resolve() if environ.get("WAYMARK_BACKUPS") else None,
        backup_days=int(environ.get("WAYMARK_BACKUP_DAYS") or 30),
        proxies=int(environ.get("WAYMARK_PROXIES") or 0),
    )


def kept_secret(path: Path) -> str:
    """Give the secret kept in `path`; make it, readable by the owner alone, when there is none."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        write_private(made, secrets.token_urlsafe(32).encode())
    try:
        # Of processes that begin at once one makes it, and none ever reads half of it.
        os.link(made, path)
    except FileExistsError:
        return path.read_text().strip()
    finally:
        made.unlink()
    return path.read_text().strip()


def write_private(path: Path, content: bytes) -> None:
    """The file holds this, whole or not at all, is on the disk, and is nobody else's to read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def production_faults(settings: Settings) -> list[str]:
    """Name every setting that is missing or unsafe in production; empty means that it may start."""
    faults = []
    if len(settings.secret) < SECRET_CHARACTERS:
        faults.append(
            "WAYMARK_SECRET: needs at least 32 random characters, the same in every process of this instance."
        )
    if not settings.smtp_host or settings.smtp_host in LOOPBACK:
        faults.append("WAYMARK_SMTP_HOST: needs a real SMTP host; sign-in codes and reminders go through it.")
    if settings.smtp_host and settings.smtp_security not in {"starttls", "tls"}:
        faults.append(
            "WAYMARK_SMTP_SECURITY: needs starttls or tls; sign-in codes must not travel in the clear."
        )
    url = urlsplit(settings.public_url)
    if url.scheme != "https" or not url.hostname or url.hostname in LOOPBACK:
        faults.append("WAYMARK_PUBLIC_URL: needs the https address at which people reach this instance.")
    contact = settings.vapid_contact.removeprefix("mailto:")
    if (
        not settings.vapid_contact.startswith("mailto:")
        or "@" not in contact
        or contact.endswith("@localhost")
    ):
        faults.append("WAYMARK_VAPID_CONTACT: needs a mailto: address that push services can write to.")
    if settings.mail_from.rstrip(">").endswith(".example"):
        faults.append("WAYMARK_MAIL_FROM: needs a sender in a domain of yours.")
    return faults
