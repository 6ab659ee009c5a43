"""How Alembic reaches the database: through the connection that the store hands it."""

from alembic import context

from srok.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
