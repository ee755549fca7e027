"""The tables of the store."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table

metadata = MetaData()

UNDO_SECONDS = 30 * 24 * 3600.0
"""For how long what was deleted can be brought back."""

# One row: the version of these tables.
version = Table("version", metadata, Column("number", Integer, primary_key=True))

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("created", Float, nullable=False),
    Column("code", String, unique=True),  # hash of the return code
)

projects = Table(
    "projects",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("deleted", Float),
    Column("source", String),  # the data set that everybody in the project may read
)

shares = Table(
    "shares",
    metadata,
    Column("token", String, primary_key=True),
    Column("project", ForeignKey("projects.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("created", Float, nullable=False),
    Column("revoked", Float),
)

# Who may do what with a project. `share` is the link that gave the right, or, for an owner, the link it was copied by.
rights = Table(
    "rights",
    metadata,
    Column("project", ForeignKey("projects.id"), primary_key=True),
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("role", String, nullable=False),
    Column("share", ForeignKey("shares.token"), index=True),
    Column("opened", Float),
    Index("rights_of_person", "person"),
)

data_sets = Table(
    "data_sets",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", ForeignKey("people.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("created", Float, nullable=False),
)

# Weights that were brought in with a model of Keras. What they take is asked of the disk.
models = Table(
    "models",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", ForeignKey("people.id"), nullable=False, index=True),
    Column("created", Float, nullable=False),
)

# Which projects may start from which of them. `left`: since when the project's document names them no longer.
starts = Table(
    "starts",
    metadata,
    Column("project", ForeignKey("projects.id"), primary_key=True),
    Column("model", ForeignKey("models.id"), primary_key=True),
    Column("left", Float),
    Index("starts_of_model", "model"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("project", ForeignKey("projects.id"), nullable=False, index=True),
    Column("owner", ForeignKey("people.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("submitted", Float, nullable=False),
    Column("deleted", Float),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", ForeignKey("people.id"), nullable=False),
    Column("data_set", String),  # the one that it reads
    Column("created", Float, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

# Blocks that each person keeps for all projects, each as a document that holds nothing else.
library = Table(
    "library",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("block", String, nullable=False),  # which of the document's blocks is meant
    Column("document", JSON, nullable=False),
    Column("created", Float, nullable=False),
)
