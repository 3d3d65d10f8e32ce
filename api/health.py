"""Is it alive, is it ready, how is it doing."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from api import clock
from api.db import db
from api.delivery.models import Outbox, PushSubscription, Suppression
from api.nudges.models import NudgePlan
from api.scheduler import TIMETABLE, JobSlot


def register(app: Flask) -> None:
    """Add /healthz, /readyz and /metrics."""
    app.add_url_rule("/healthz", "healthz", alive, methods=["GET"])
    app.add_url_rule("/readyz", "readyz", ready, methods=["GET"])
    app.add_url_rule("/metrics", "metrics", metrics, methods=["GET"])


def alive() -> Response:
    """200 while the process answers."""
    return Response("alive\n", mimetype="text/plain")


def ready() -> Response:
    """200 once the database answers with its tables in place."""
    db.session.execute(sa.select(JobSlot.job).limit(1))
    return Response("ready\n", mimetype="text/plain")


def metrics() -> Response:
    """Prometheus text: depth and age of the queues, and how far behind each job is. Counts only, no people."""
    now = clock.now()
    registry = CollectorRegistry()
    depth, oldest = db.session.execute(
        sa.select(sa.func.count(), sa.func.min(Outbox.due_at, type_=Outbox.due_at.type)).where(
            # In so many words, because SQLite takes a partial index only for its own condition.
            sa.text("outbox.state IN ('queued', 'claimed', 'transmitting')")
        )
    ).one()
    Gauge("waymark_outbox_depth", "Messages waiting to be sent", registry=registry).set(depth)
    Gauge("waymark_outbox_oldest_seconds", "How long the oldest message has been due", registry=registry).set(
        max(0.0, (now - oldest).total_seconds()) if depth else 0
    )
    sends = Gauge(
        "waymark_messages_ended",
        "Messages that ended in the last 24 hours, by channel and outcome",
        ["channel", "outcome"],
        registry=registry,
    )
    ended = (
        sa.select(Outbox.channel, Outbox.state, sa.func.count().label("number"))
        .where(Outbox.ended_at.is_not(None), Outbox.ended_at > now - timedelta(days=1))
        .group_by(Outbox.channel, Outbox.state)
    )
    for row in db.session.execute(ended):
        sends.labels(row.channel, row.state).set(row.number)
    refusing = db.session.scalar(sa.select(sa.func.count()).select_from(Suppression))
    Gauge("waymark_addresses_refusing", "Addresses that refuse mail", registry=registry).set(refusing or 0)
    browsers = db.session.scalar(sa.select(sa.func.count()).select_from(PushSubscription))
    Gauge("waymark_push_subscriptions", "Browsers that take notifications", registry=registry).set(
        browsers or 0
    )
    due = db.session.scalar(
        sa.select(sa.func.count()).select_from(NudgePlan).where(NudgePlan.is_on, NudgePlan.next_at <= now)
    )
    Gauge("waymark_nudges_due", "Nudges waiting to be decided", registry=registry).set(due or 0)
    _pool(registry)
    late = Gauge(
        "waymark_job_behind_seconds",
        "Since when a job has not run, beyond its interval",
        ["job"],
        registry=registry,
    )
    slots = {row.job: row.slot for row in db.session.execute(sa.select(JobSlot.job, JobSlot.slot))}
    for job in TIMETABLE:
        ran_at = slots.get(job.name, 0) * job.seconds
        late.labels(job.name).set(
            max(0.0, now.timestamp() - ran_at - 2 * job.longest_seconds) if ran_at else 0
        )
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _pool(registry: CollectorRegistry) -> None:
    """The connections of the process that answers; where the highest number is reached, requests wait."""
    pool = db.engine.pool
    if isinstance(pool, sa.QueuePool):
        used = Gauge("waymark_connections_in_use", "Connections of this process in use", registry=registry)
        used.set(pool.checkedout())
        most = Gauge("waymark_connections_most", "Connections that this process may open", registry=registry)
        most.set(pool.size() + max(0, pool._max_overflow))  # noqa: SLF001 -- the pool tells it nowhere else
