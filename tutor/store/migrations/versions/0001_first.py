"""Events, what was shown, and everything that is kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = ("test_drafts", "reports", "overrides", "seats", "openings", "profiles", "shown", "events")


def upgrade() -> None:
    """Make the tables, and the triggers that keep events as they are."""
    _make_events()
    _make_shown()
    _make_derived()
    _make_people()
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{act.lower()} BEFORE {act} ON events BEGIN SELECT RAISE(ABORT, 'events are added, never changed'); END"
            )


def downgrade() -> None:
    """Remove the tables."""
    for name in _TABLES:
        op.drop_table(name)


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("shown_id", sa.String(32), nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("skills", sa.JSON, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("choices", sa.Integer, nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("lesson", sa.String(200), nullable=False),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(80), nullable=False),
        sa.Column("try_number", sa.Integer, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("hints_total", sa.Integer, nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("reply", sa.JSON, nullable=False),
        sa.UniqueConstraint("learner", "attempt_id", name="uq_events_attempt"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_learner", "events", ["learner", "id"])


def _make_shown() -> None:
    op.create_table(
        "shown",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("shown_id", sa.String(32), nullable=False, unique=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("slot", sa.String(400), nullable=False),
        sa.Column("lesson", sa.String(200), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("skill", sa.String(200), nullable=False),
        sa.Column("seed", sa.String(20), nullable=False),
        sa.Column("drawn", sa.JSON, nullable=False),
        sa.Column("reason", sa.JSON, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
    )
    op.create_index("ix_shown_learner", "shown", ["learner", "id"])


def _make_derived() -> None:
    op.create_table(
        "profiles",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("through_event", _ID, nullable=False),
        sa.Column("plain", sa.JSON, nullable=False),
    )
    op.create_table(
        "openings",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("lesson", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_openings_learner", "openings", ["learner", "id"])
    op.create_table(
        "test_drafts",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("assignment", sa.String(64), primary_key=True),
        sa.Column("question", sa.String(80), primary_key=True),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def _make_people() -> None:
    op.create_table(
        "seats",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("seat", sa.String(64), nullable=False),
        sa.Column("taken_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "overrides",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("skill", sa.String(200), nullable=False),
        sa.Column("mastered", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("undone_by", sa.String(64)),
        sa.Column("undone_at", sa.DateTime),
    )
    op.create_index("ix_overrides_learner", "overrides", ["learner"])
    op.create_table(
        "reports",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("shown_id", sa.String(32), nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("drawn", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("closed_by", sa.String(64)),
        sa.Column("closed_at", sa.DateTime),
    )
