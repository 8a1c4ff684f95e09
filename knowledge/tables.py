"""The catalogue's tables. Texts and rows live here; the indexes are made from them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
    inspect,
    text,
)

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("brand", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("status", String, nullable=False),
    Column("voice", String),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("meta", JSON, nullable=False),
    Column("reading", JSON),  # record.Reading
    Column("origin", Text),  # the file it was read from
)

versions = Table(
    "versions",
    metadata,
    Column("brand", String, primary_key=True),
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("meta", JSON, nullable=False),
    Column("change", JSON),  # changes.Change: what differs from the version before
)


def _of_document(name: str, *columns: Column[object]) -> Table:
    """Rows that go when their document's version goes."""
    return Table(
        name,
        metadata,
        Column("brand", String, nullable=False),
        Column("id", String, nullable=False),
        Column("document", String, nullable=False),
        Column("position", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("brand", "id"),
        ForeignKeyConstraint(["brand", "document"], ["documents.brand", "documents.id"], ondelete="CASCADE"),
        Index(f"{name}_by_document", "brand", "document"),
    )


passages = _of_document(
    "passages",
    Column("data", JSON, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("shut", Boolean, nullable=False, server_default=false()),  # in quarantine
    Column("voice", String),  # as it was labelled; else its document's counts
)
facts = _of_document("facts", Column("subject", String, nullable=False), Column("data", JSON, nullable=False))
claims = _of_document("claims", Column("data", JSON, nullable=False))
products = _of_document("products", Column("data", JSON, nullable=False))
quarantine = _of_document("quarantine", Column("data", JSON, nullable=False))

# what people said at the desk: it outlives every version of a document
labels = Table(
    "labels",
    metadata,
    Column("brand", String, primary_key=True),
    Column("item", String, primary_key=True),  # a passage's id
    Column("field", String, primary_key=True),  # "kind", "voice", "harmless"
    Column("value", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", DateTime, nullable=False),
)

kept = Table(
    "kept",
    metadata,
    Column("brand", String, primary_key=True),
    Column("document", String, primary_key=True),
    Column("key", String, primary_key=True),  # of DocumentMeta
    Column("value", JSON),
    Column("by", String, nullable=False),
    Column("at", DateTime, nullable=False),
)

quantities = Table(
    "quantities",
    metadata,
    Column("brand", String, nullable=False),
    Column("passage", String, nullable=False),
    Column("key", String, nullable=False),
    PrimaryKeyConstraint("brand", "key", "passage"),
    ForeignKeyConstraint(["brand", "passage"], ["passages.brand", "passages.id"], ondelete="CASCADE"),
    Index("quantities_by_passage", "brand", "passage"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("brand", String, primary_key=True),
    Column("path", String, primary_key=True),
    Column("reason", Text, nullable=False),
)

generations = Table(
    "generations",
    metadata,
    Column("brand", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("unsure", Integer),  # passages that waited for a label when they were last counted,
    Column("unsure_at", Integer),  # and the number of that time
)


def upgrade(connection: Connection) -> None:
    """Makes what is missing, in a new file or in one of an earlier release: tables, and columns that may be empty."""
    metadata.create_all(connection)
    there = inspect(connection)
    for table in metadata.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(connection.dialect)
                default = " NOT NULL DEFAULT 0" if not column.nullable else ""
                connection.execute(text(f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind}{default}'))
