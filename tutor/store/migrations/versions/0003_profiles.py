"""A profile says under which names it was counted, and whether its text is whole."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table anew; profiles follow from the events."""
    numbers = [sa.Column(name, sa.BigInteger, nullable=False) for name in ("moves", "checksum")]
    _make(*numbers, sa.Column("plain", sa.LargeBinary, nullable=False))


def downgrade() -> None:
    """Make the table of before; profiles follow from the events."""
    _make(sa.Column("plain", sa.JSON, nullable=False))


def _make(*columns: sa.Column) -> None:
    op.drop_table("profiles")
    op.create_table(
        "profiles",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(40), primary_key=True),
        sa.Column("version", sa.String(80), primary_key=True),
        sa.Column("through_event", _ID, nullable=False),
        *columns,
    )
