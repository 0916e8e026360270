"""An index of the articles whose words are kept in several parts: few, and looked through by themselves."""

from __future__ import annotations

from alembic import op

from storage.migrations import online

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

INDEX = "ix_article_terms_long"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        online.create_index(INDEX, "article_terms", ["article_id"], where="part = 1")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        online.drop_index(INDEX, "article_terms")
