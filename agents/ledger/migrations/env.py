"""Alembic runs this with a connection of ours; there is no alembic.ini."""

from alembic import context

from agents.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
