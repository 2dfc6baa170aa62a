"""0002: pictures – which photograph each shows, and which pages show it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables, empty: they are derived, and the next comparison fills them."""
    op.create_table(
        "pictures",
        sa.Column("item", PLAIN, sa.ForeignKey("captures.id"), primary_key=True),
        sa.Column("group", PLAIN, nullable=False),
        sa.Column("digest", PLAIN, nullable=False),
        sa.Column("width", WHOLE, nullable=False),
        sa.Column("height", WHOLE, nullable=False),
        sa.Column("parent", PLAIN),
        sa.Column("kind", PLAIN),
        sa.Column("score", WHOLE),
        sa.Column("here", PLAIN),
        sa.Column("there", PLAIN),
        sa.Column("reasons", PLAIN, nullable=False),
        sa.Column("views", PLAIN, nullable=False),
        sa.Column("refused", PLAIN),
    )
    op.create_index("pictures_group", "pictures", ["group"])
    op.create_table(
        "shown",
        sa.Column("page", PLAIN, sa.ForeignKey("captures.id"), primary_key=True),
        sa.Column("picture", PLAIN, sa.ForeignKey("captures.id"), primary_key=True),
    )
    op.create_index("shown_picture", "shown", ["picture"])
