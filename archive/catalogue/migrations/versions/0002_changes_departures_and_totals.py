"""when agreements changed, which departed, and the totals that documents claim"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What is there already changed, as far as can be told, when its newest document came in.
_CHANGED = """
update agreements set changed = coalesce(
    (select max(documents.added) from agreement_links
     join documents on documents.id = agreement_links.document
     where agreement_links.agreement = agreements.id), '')
"""


def upgrade() -> None:
    op.create_table(
        "departed",
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agreement", name=op.f("pk_departed")),
    )
    op.create_table(
        "claimed_totals",
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_claimed_totals_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_claimed_totals")),
    )
    op.add_column("agreements", sa.Column("changed", sa.String(), server_default="", nullable=False))
    op.execute(_CHANGED)


def downgrade() -> None:
    op.drop_column("agreements", "changed")
    op.drop_table("claimed_totals")
    op.drop_table("departed")
