"""The catalogue's tables. Texts and rows live here; the indexes are made from them."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
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
)

versions = Table(
    "versions",
    metadata,
    Column("brand", String, primary_key=True),
    Column("document", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("meta", JSON, nullable=False),
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
    "passages", Column("data", JSON, nullable=False), Column("valid_from", Date), Column("valid_until", Date)
)
facts = _of_document("facts", Column("subject", String, nullable=False), Column("data", JSON, nullable=False))
claims = _of_document("claims", Column("data", JSON, nullable=False))
products = _of_document("products", Column("data", JSON, nullable=False))

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
)
