"""What may keep this instance from doing its work: each finding says what it is and what to do."""

import http.client
import shutil
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr, parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask

from api import clock, roles, schema
from api.config import LOOPBACK, Settings
from api.db import db, has_safe_sqlite, sqlite_module
from api.delivery.jobs import mail_server
from api.delivery.models import Outbox
from api.delivery.webpush import contact_fault
from api.keeping.services.backing_up import latest_taken_at
from api.referrals.helplines import CHECKED_FOR, HELPLINES, is_overdue
from api.scheduler import TIMETABLE, JobSlot

PATIENCE_SECONDS = 5
FREE_BYTES = 500_000_000
SKEW = timedelta(seconds=5)
LATE = timedelta(minutes=10)
OLD_BACKUP_HOURS = 50
"""Two nights and a little."""
_DKIM_SELECTORS = ("default", "mail", "dkim", "s1", "selector1", "google", "k1", "fm1")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what `flask doctor` says. `wrong` makes it fail; `look` is for a person to judge."""

    state: Literal["good", "look", "wrong"]
    text: str


def good(text: str) -> Finding:
    return Finding("good", text)


def look(text: str) -> Finding:
    return Finding("look", text)


def wrong(text: str) -> Finding:
    return Finding("wrong", text)


def examine(app: Flask) -> list[Finding]:
    """Look at everything that can be looked at from here; one thing that cannot be is told and hides no other."""
    settings: Settings = app.config["WAYMARK"]
    checks: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: [_database()],
        lambda: [_schema(settings)],
        lambda: _role(settings),
        lambda: [_database_clock()],
        lambda: _keys(settings),
        lambda: [_room(settings)],
        lambda: [_mail(settings)],
        lambda: _sender(settings),
        lambda: [_push(settings)],
        lambda: [_public_clock(settings)],
        _jobs,
        lambda: [_queue()],
        lambda: [_backups(settings)],
        lambda: [_helplines()],
    )
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check()
        except sa.exc.SQLAlchemyError as error:
            db.session.rollback()
            findings.append(wrong(f"The database does not answer as it should ({type(error).__name__})."))
        except OSError as error:
            findings.append(
                look(f"Something could not be looked at: {error.strerror or type(error).__name__}.")
            )
    return findings


def _database() -> Finding:
    if db.engine.dialect.name != "sqlite":
        version = db.session.scalar(sa.text("SHOW server_version"))
        return good(f"PostgreSQL {version}.")
    version = sqlite_module().sqlite_version
    if has_safe_sqlite():
        return good(f"SQLite {version}.")
    return wrong(
        f"SQLite {version} can corrupt a database when several processes write. "
        "Install pysqlite3, or a Python with SQLite 3.51.3 or newer."
    )


def _schema(settings: Settings) -> Finding:
    found, wanted = schema.revision_of(settings.database_url), schema.newest()
    if found == wanted:
        return good(f"The schema is the newest ({found}).")
    return wrong(f"The schema is at {found}, and this Waymark wants {wanted}. Run: flask --app wsgi migrate")


def _role(settings: Settings) -> list[Finding]:
    if settings.is_embedded:
        return []
    found = roles.powers(db.session.connection())
    findings = []
    if found.may_not_use:
        findings.append(
            wrong(
                f"The role {found.name} may not read and write {', '.join(found.may_not_use)}. As the role that owns "
                f"the tables, run: flask --app wsgi database-role {found.name}"
            )
        )
    if found.may_change_tables:
        findings.append(
            look(
                f"The role {found.name} may change and drop tables. `flask database-role` makes one for serving that "
                "may not."
            )
        )
    else:
        findings.append(good(f"The role {found.name} reads and writes rows, and may change no table."))
    if settings.backup_days and settings.scheduler and not found.may_make_databases:
        findings.append(
            wrong(
                f"The role {found.name} may make no database, so no backup can be tried out. As the role that owns the "
                f"tables, run: flask --app wsgi database-role {found.name} --worker"
            )
        )
    if found.reads_on_the_way:
        findings.append(
            wrong(
                f"What goes to the database at {found.reads_on_the_way} can be read on the way. Add "
                "?sslmode=verify-full&sslrootcert=FILE to DATABASE_URL."
            )
        )
    most = settings.processes * settings.connections
    if most > found.most_connections:
        findings.append(
            look(
                f"The processes of this host may open {most} connections, and the database takes "
                f"{found.most_connections}. Lower WAYMARK_CONNECTIONS (8 are enough with SCHEDULER=off)."
            )
        )
    return findings


def _database_clock() -> Finding:
    if db.engine.dialect.name == "sqlite":
        return good("The database has this machine's clock.")
    theirs = db.session.scalar(sa.select(sa.func.clock_timestamp(type_=sa.DateTime(timezone=True))))
    assert theirs is not None  # noqa: S101 -- a clock always answers
    return _compared("The database's clock", theirs)


def _compared(whose: str, theirs: datetime) -> Finding:
    apart = abs(theirs.astimezone(UTC) - clock.now())
    if apart <= SKEW:
        return good(f"{whose} and this machine's agree.")
    return wrong(
        f"{whose} and this machine's are {apart.total_seconds():.0f} s apart. "
        "Let both be set by NTP (timedatectl set-ntp true)."
    )


def _keys(settings: Settings) -> list[Finding]:
    folder = settings.keys_folder
    if not folder.is_dir():
        return [
            wrong(f"There is no key folder at {folder}. Bring it back from the key backup before starting.")
        ]
    open_to_others = [path for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077]
    if open_to_others:
        names = ", ".join(str(path) for path in open_to_others)
        return [wrong(f"Others on this machine can read {names}. Run: chmod -R go= {folder}")]
    return [good("The keys are readable by their owner alone.")]


def _room(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.instance).free
    said = f"{free / 1e9:.1f} GB free at {settings.instance}."
    return (
        good(said) if free >= FREE_BYTES else wrong(f"{said} Make room: a full disk refuses every check-in.")
    )


def _mail(settings: Settings) -> Finding:
    if settings.sink:
        return look(
            "Mail goes to the sink on this machine and reaches nobody. Set WAYMARK_SMTP_HOST for real mail."
        )
    server = mail_server(settings)
    where = f"{server.host}:{server.port}"
    context = ssl.create_default_context()
    try:
        if server.security == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=PATIENCE_SECONDS, context=context
            )
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_SECONDS)
        with client:
            client.ehlo()
            if server.security == "starttls":
                client.starttls(context=context)
                client.ehlo()
            if server.user:
                client.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError:
        return wrong(
            f"The mail server {where} refuses the login. Check WAYMARK_SMTP_USER and WAYMARK_SMTP_PASSWORD."
        )
    except ssl.SSLError as error:
        return wrong(
            f"The mail server {where} has no TLS that can be trusted ({error.reason}). Check WAYMARK_SMTP_SECURITY."
        )
    except (smtplib.SMTPException, OSError) as error:
        return wrong(
            f"The mail server {where} cannot be used ({type(error).__name__}). Check WAYMARK_SMTP_HOST and _PORT."
        )
    secured = {"tls": "over TLS", "starttls": "with STARTTLS"}.get(server.security, "in the clear")
    return good(
        f"The mail server {where} answers, {secured}{', and takes the login' if server.user else ''}."
    )


def _sender(settings: Settings) -> list[Finding]:
    """SPF, DKIM and DMARC of the sender's domain, when a resolver answers."""
    import dns.exception  # noqa: PLC0415 -- for the doctor alone
    import dns.resolver  # noqa: PLC0415

    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    if domain.endswith((".example", "localhost")) or settings.sink:
        return [
            look(
                f"Mail comes from {domain}: nobody's domain. Set WAYMARK_MAIL_FROM before real mail is sent."
            )
        ]
    try:
        resolver = dns.resolver.Resolver()
    except dns.exception.DNSException:
        return [look("No resolver is set on this machine, so SPF, DKIM and DMARC were not looked at.")]
    resolver.lifetime = PATIENCE_SECONDS

    def texts(name: str) -> list[str]:
        try:
            return [
                "".join(part.decode() for part in record.strings) for record in resolver.resolve(name, "TXT")
            ]
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []

    try:
        spf = any(text.startswith("v=spf1") for text in texts(domain))
        dmarc = any(text.startswith("v=DMARC1") for text in texts(f"_dmarc.{domain}"))
        dkim = next((one for one in _DKIM_SELECTORS if texts(f"{one}._domainkey.{domain}")), None)
    except dns.exception.DNSException:
        return [look("No resolver answers from here, so SPF, DKIM and DMARC were not looked at.")]
    return [
        good(f"{domain} has an SPF record.")
        if spf
        else wrong(
            f"{domain} has no SPF record: mail will be taken for spam. Add the one your mail provider names."
        ),
        good(f"{domain} has a DKIM key ({dkim}).")
        if dkim
        else look(
            f"No DKIM key of {domain} was found under the usual names. Check the one your mail provider names."
        ),
        good(f"{domain} has a DMARC record.")
        if dmarc
        else wrong(
            f"{domain} has no DMARC record: large mail providers refuse such mail. Add one at _dmarc.{domain}."
        ),
    ]


def _push(settings: Settings) -> Finding:
    fault = contact_fault(settings.vapid_contact)
    if fault is None:
        return good(f"Push services may write to {settings.vapid_contact}.")
    said = f"WAYMARK_VAPID_CONTACT {fault}; Apple's refuses every push that names localhost."
    return wrong(said) if settings.env == "production" else look(said)


def _public_clock(settings: Settings) -> Finding:
    """Compare with the Date that the public address answers with: of a proxy, perhaps, on another machine."""
    url = urlsplit(settings.public_url)
    if not url.hostname or url.hostname in LOOPBACK:
        return look("The public address is this machine's own. Set WAYMARK_PUBLIC_URL to the one people use.")
    make = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = make(url.hostname, url.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("HEAD", "/healthz")
        told = connection.getresponse().headers["Date"]
    except (OSError, http.client.HTTPException, socket.gaierror) as error:
        return look(
            f"{settings.public_url} cannot be reached from here ({type(error).__name__}). Check that people can."
        )
    finally:
        connection.close()
    return (
        _compared(f"The clock of {url.hostname}", parsedate_to_datetime(told))
        if told
        else good("It answers.")
    )


def _jobs() -> list[Finding]:
    now = clock.now().timestamp()
    slots = {row.job: row.slot for row in db.session.execute(sa.select(JobSlot.job, JobSlot.slot))}
    if not slots:
        return [look("The timetable has not run yet. Start a server, or `flask worker`.")]
    late = [
        job.name
        for job in TIMETABLE
        if job.name in slots
        and now - slots[job.name] * job.seconds > 2 * job.longest_seconds + LATE.total_seconds()
    ]
    findings = []
    if late:
        findings.append(
            wrong(
                f"These jobs are overdue: {', '.join(late)}. Start a server with SCHEDULER=on, or `flask worker`."
            )
        )
    if not_yet := [job.name for job in TIMETABLE if job.name not in slots]:
        findings.append(
            look(
                f"These jobs have not run yet: {', '.join(not_yet)}. "
                "Each does within ten minutes of the first start of a server."
            )
        )
    return findings or [good("Every job of the timetable has run in time.")]


def _backups(settings: Settings) -> Finding:
    if not settings.backup_days:
        return look("WAYMARK_BACKUP_DAYS is 0: no backup is taken here. See that another program takes them.")
    taken_at = latest_taken_at(settings.backups_folder)
    if taken_at is None:
        return look(f"No backup in {settings.backups_folder} yet. The first is taken on the first day.")
    hours = int((clock.now() - taken_at).total_seconds() // 3600)
    if hours < OLD_BACKUP_HOURS:
        return good(f"The latest backup is {hours} hours old, and was tried out when it was taken.")
    return wrong(
        f"The latest backup is {hours // 24} days old. `flask backup` takes one now, and says what is in the way."
    )


def _queue() -> Finding:
    now = clock.now()
    late = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Outbox)
        .where(sa.text("outbox.state IN ('queued', 'claimed', 'transmitting')"), Outbox.due_at < now - LATE)
    )
    if not late:
        return good("No message waits longer than ten minutes beyond its time.")
    return wrong(
        f"{late} messages wait longer than ten minutes beyond their time. The lines on mail and jobs say why."
    )


def _helplines() -> Finding:
    if not is_overdue(clock.now().date()):
        return good("The helplines were checked lately.")
    oldest = min(helpline.checked_on for helpline in HELPLINES)
    return look(
        f"Helplines were last checked on {oldest}, more than {CHECKED_FOR.days} days ago. "
        "Install a newer Waymark, or look each up on its own page; people are shown when that was done."
    )
