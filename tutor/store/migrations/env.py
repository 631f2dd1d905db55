"""Run by Alembic: applies the steps on the connection that `ensure_schema` hands over."""

from alembic import context

from tutor.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
