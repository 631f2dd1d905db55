"""Partial credit and time on task with each answer; decisions; a profile for each model."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and tables; profiles follow from the events and are made anew."""
    op.add_column("events", sa.Column("partial", sa.Float, nullable=False, server_default="0"))
    op.add_column("events", sa.Column("seconds", sa.Float))
    op.drop_table("profiles")
    op.create_table(
        "profiles",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(40), primary_key=True),
        sa.Column("version", sa.String(80), primary_key=True),
        sa.Column("through_event", _ID, nullable=False),
        sa.Column("plain", sa.JSON, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("skill", sa.String(200), nullable=False),
        sa.Column("reason", sa.JSON, nullable=False),
        sa.Column("numbers", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_learner", "decisions", ["learner", "id"])


def downgrade() -> None:
    """Take away what was added; profiles of the old form are computed again."""
    op.drop_table("decisions")
    op.drop_table("profiles")
    op.create_table(
        "profiles",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("through_event", _ID, nullable=False),
        sa.Column("plain", sa.JSON, nullable=False),
    )
    op.drop_column("events", "seconds")
    op.drop_column("events", "partial")
