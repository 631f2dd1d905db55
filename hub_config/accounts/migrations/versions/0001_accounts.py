"""People, the hashes of their secrets, and their wrong tries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "accounts",
        sa.Column("number", sa.String(32), primary_key=True),
        sa.Column("khmer_name", sa.String(200), nullable=False),
        sa.Column("latin_name", sa.String(200), nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("class_name", sa.String(80), nullable=False),
        sa.Column("courses", sa.JSON, nullable=False),
        sa.Column("target_date", sa.Date),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("secret_hash", sa.String(200), nullable=False),
        sa.Column("failed_tries", sa.Integer, nullable=False),
        sa.Column("last_failed_at", sa.DateTime),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("secret_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("accounts")
