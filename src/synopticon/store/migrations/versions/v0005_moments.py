"""0005: moments – the hour at which a document was published, beside its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add both columns, empty: the next extraction reads the documents again and fills them."""
    op.add_column("extractions", sa.Column("published_at", PLAIN))
    op.add_column("items", sa.Column("published_at", PLAIN))
