"""What keeps search and lists in step with the editions in force: triggers, so that no act can forget it.

SQLite keeps the grams in FTS5 tables beside the copies, PostgreSQL in a column of lexemes with a GIN index.
On SQLite a migration that changes Edition or Listing makes its table anew and the triggers with it are gone:
such a migration begins with ``lift`` and ends with ``put``, both as ``migrations.RunPython``. A test looks
whether every trigger stands.
"""

# ruff: noqa: S608 - every word of the SQL is our own
from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import complete_statement
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

#: The triggers by the table on which they stand.
TRIGGERS: Final = {
    "catalogue_edition": ("catalogue_edition_added", "catalogue_edition_moved", "catalogue_edition_removed"),
    "catalogue_listing": ("catalogue_listing_added", "catalogue_listing_removed"),
}
#: What a change must touch before anything is written anew.
_TOLD: Final = ("state", "words", "name", "department", "item_kind", "pledgeable")
_IN_FORCE: Final = "('published', 'suspended')"
#: The rank of an edition without words, behind all that have them; ranks are smaller than this.
_UNKNOWN: Final = 4095
_RANKS: Final = 4096
_NUMBERS: Final = 1 << 32

_SAID = "CASE new.words WHEN '' THEN '{}' ELSE new.words END"
_LEAVES = """
DELETE FROM catalogue_listinginforce WHERE edition_id = old.reference;
DELETE FROM catalogue_iteminforce WHERE edition_id = old.reference;
"""

# --- SQLite ---------------------------------------------------------------------------------------

_COMES_SQLITE = f"""
INSERT INTO catalogue_iteminforce
    (place, number, edition_id, code, name, department, item_kind, pledgeable, names, words)
SELECT ((pledged = 0) * {_RANKS} + coalesce(json_extract(said, '$.rank'), {_UNKNOWN})) * {_NUMBERS} + number,
    number, new.reference, new.code, new.name, new.department, new.item_kind, pledged,
    coalesce(json_extract(said, '$.names'), ''),
    coalesce(json_extract(said, '$.words'), '') || ' ＄' || new.state
        || coalesce((SELECT ' ' || group_concat(json_extract(value, '$[3]'), ' ') FROM json_each(said, '$.asked')), '')
FROM (SELECT {_SAID} AS said, (new.state = 'published') * new.pledgeable AS pledged,
    coalesce((SELECT max(number) FROM catalogue_iteminforce), 0) + 1 AS number)
WHERE new.state IN {_IN_FORCE};
INSERT INTO catalogue_certificatename (folded, name, names, words)
SELECT json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]')
FROM json_each({_SAID}, '$.asked')
WHERE new.state IN {_IN_FORCE}
    AND NOT EXISTS (SELECT 1 FROM catalogue_certificatename WHERE folded = json_extract(value, '$[1]'))
ON CONFLICT DO NOTHING;
"""
_LISTED_SQLITE = """
INSERT INTO catalogue_listinginforce
    (listing_id, edition_id, asked_id, place, certificate, department, disposition, ground, is_alias)
SELECT listing.id, listing.edition_id, asked.id, item.place, listing.certificate, item.department,
    listing.disposition, listing.ground, json_extract(value, '$[5]')
FROM catalogue_listing AS listing
JOIN catalogue_iteminforce AS item ON item.edition_id = listing.edition_id
JOIN catalogue_edition AS edition ON edition.reference = listing.edition_id
JOIN json_each(CASE edition.words WHEN '' THEN '{{}}' ELSE edition.words END, '$.asked')
    ON json_extract(value, '$[0]') = listing.key
JOIN catalogue_certificatename AS asked ON asked.folded = json_extract(value, '$[1]')
WHERE {which}
ON CONFLICT DO NOTHING;
"""
_OF_EDITION, _OF_LISTING = "listing.edition_id = new.reference", "listing.id = new.id"
_CHANGED = " OR ".join(f"old.{one} IS NOT new.{one}" for one in _TOLD)


def _fts(table: str, key: str) -> str:
    """Return the SQL of an FTS5 table beside *table*, and of the triggers that keep it the same."""
    index = f"{table}_grams"
    put_in = f"INSERT INTO {index}(rowid, names, words) VALUES (new.{key}, new.names, new.words);"
    take_out = f"INSERT INTO {index}({index}, rowid, names, words) VALUES ('delete', old.{key}, old.names, old.words);"
    return f"""
CREATE VIRTUAL TABLE {index} USING fts5(names, words, content='{table}', content_rowid='{key}',
    tokenize='ascii', prefix='1');
CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {put_in} END;
CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {take_out} END;
CREATE TRIGGER {index}_changed AFTER UPDATE ON {table} BEGIN {take_out} {put_in} END;
"""


_PUT_SQLITE = f"""
CREATE TRIGGER catalogue_edition_added AFTER INSERT ON catalogue_edition WHEN new.state IN {_IN_FORCE}
BEGIN {_COMES_SQLITE} END;
CREATE TRIGGER catalogue_edition_moved AFTER UPDATE ON catalogue_edition
WHEN (old.state IN {_IN_FORCE} OR new.state IN {_IN_FORCE}) AND ({_CHANGED})
BEGIN {_LEAVES} {_COMES_SQLITE} {_LISTED_SQLITE.format(which=_OF_EDITION)} END;
CREATE TRIGGER catalogue_edition_removed AFTER DELETE ON catalogue_edition BEGIN {_LEAVES} END;
CREATE TRIGGER catalogue_listing_added AFTER INSERT ON catalogue_listing
BEGIN {_LISTED_SQLITE.format(which=_OF_LISTING)} END;
CREATE TRIGGER catalogue_listing_removed AFTER DELETE ON catalogue_listing
BEGIN DELETE FROM catalogue_listinginforce WHERE listing_id = old.id; END;
"""
_INDEX_SQLITE = _fts("catalogue_iteminforce", "place") + _fts("catalogue_certificatename", "id")

# --- PostgreSQL -----------------------------------------------------------------------------------

_COMES_POSTGRES = f"""
said := ({_SAID})::jsonb;
pledged := CASE new.state WHEN 'published' THEN new.pledgeable ELSE 0 END;
running := nextval('catalogue_in_force');
INSERT INTO catalogue_iteminforce
    (place, number, edition_id, code, name, department, item_kind, pledgeable, names, words)
VALUES (((pledged = 0)::int * {_RANKS} + coalesce((said->>'rank')::bigint, {_UNKNOWN})) * {_NUMBERS} + running,
    running, new.reference, new.code, new.name, new.department, new.item_kind, pledged,
    coalesce(said->>'names', ''),
    coalesce(said->>'words', '') || ' ＄' || new.state
        || coalesce((SELECT ' ' || string_agg(value->>3, ' ') FROM jsonb_array_elements(said->'asked')), ''));
INSERT INTO catalogue_certificatename (folded, name, names, words)
SELECT value->>1, value->>2, value->>3, value->>4 FROM jsonb_array_elements(said->'asked')
WHERE NOT EXISTS (SELECT 1 FROM catalogue_certificatename WHERE folded = value->>1)
ORDER BY value->>1
ON CONFLICT DO NOTHING;
"""
_LISTED_POSTGRES = """
INSERT INTO catalogue_listinginforce
    (listing_id, edition_id, asked_id, place, certificate, department, disposition, ground, is_alias)
SELECT listing.id, listing.edition_id, asked.id, item.place, listing.certificate, item.department,
    listing.disposition, listing.ground, value->>5 = '1'
FROM catalogue_listing AS listing
JOIN catalogue_iteminforce AS item ON item.edition_id = listing.edition_id
JOIN catalogue_edition AS edition ON edition.reference = listing.edition_id
CROSS JOIN jsonb_array_elements((CASE edition.words WHEN '' THEN '{{}}' ELSE edition.words END)::jsonb->'asked')
JOIN catalogue_certificatename AS asked ON asked.folded = value->>1
WHERE value->>0 = listing.key AND {which}
ON CONFLICT DO NOTHING;
"""
_ONE_OR_OTHER = "(" + " OR ".join(f"old.{one} IS DISTINCT FROM new.{one}" for one in _TOLD) + ")"


def _lexemes(table: str) -> str:
    """Return the SQL of the column of lexemes of *table*, and of its index."""
    names, grams = (
        f"array_to_tsvector(array_remove(string_to_array({said}, ' '), ''))"
        for said in ("names", "names || ' ' || words")
    )
    return f"""
ALTER TABLE {table} ADD COLUMN names_grams tsvector GENERATED ALWAYS AS ({names}) STORED,
    ADD COLUMN grams tsvector GENERATED ALWAYS AS ({grams}) STORED;
ALTER TABLE {table} ALTER COLUMN names_grams SET STORAGE main, ALTER COLUMN grams SET STORAGE main;
{gin(table)}
"""


def gin(table: str) -> str:
    """Return the SQL of the indexes of the lexemes of *table*; no list of what is pending slows a search."""
    return "".join(
        f"CREATE INDEX {table}_{column} ON {table} USING gin ({column}) WITH (fastupdate = off);"
        for column in ("names_grams", "grams")
    )


_PUT_POSTGRES = f"""
CREATE OR REPLACE FUNCTION catalogue_edition_in_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said jsonb; pledged int; running bigint;
BEGIN
IF TG_OP <> 'INSERT' THEN {_LEAVES} END IF;
IF TG_OP = 'DELETE' OR new.state NOT IN {_IN_FORCE} THEN RETURN NULL; END IF;
{_COMES_POSTGRES}
{_LISTED_POSTGRES.format(which=_OF_EDITION)}
RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION catalogue_listing_in_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'DELETE' THEN DELETE FROM catalogue_listinginforce WHERE listing_id = old.id; RETURN NULL; END IF;
{_LISTED_POSTGRES.format(which=_OF_LISTING)}
RETURN NULL;
END $$;
CREATE TRIGGER catalogue_edition_added AFTER INSERT ON catalogue_edition FOR EACH ROW
WHEN (new.state IN {_IN_FORCE}) EXECUTE FUNCTION catalogue_edition_in_step();
CREATE TRIGGER catalogue_edition_moved AFTER UPDATE ON catalogue_edition FOR EACH ROW
WHEN ((old.state IN {_IN_FORCE} OR new.state IN {_IN_FORCE}) AND {_ONE_OR_OTHER})
EXECUTE FUNCTION catalogue_edition_in_step();
CREATE TRIGGER catalogue_edition_removed AFTER DELETE ON catalogue_edition FOR EACH ROW
EXECUTE FUNCTION catalogue_edition_in_step();
CREATE TRIGGER catalogue_listing_added AFTER INSERT ON catalogue_listing FOR EACH ROW
EXECUTE FUNCTION catalogue_listing_in_step();
CREATE TRIGGER catalogue_listing_removed AFTER DELETE ON catalogue_listing FOR EACH ROW
EXECUTE FUNCTION catalogue_listing_in_step();
"""
_INDEX_POSTGRES = (
    "CREATE SEQUENCE catalogue_in_force;\n"
    + _lexemes("catalogue_iteminforce")
    + _lexemes("catalogue_certificatename")
)

# --- both -----------------------------------------------------------------------------------------


def index(apps: Any, editor: Any) -> None:
    """Make the indexes of grams; once, by the migration."""
    _run(editor.connection, _INDEX_POSTGRES if _is_postgres(editor.connection) else _INDEX_SQLITE)


def put(apps: Any, editor: Any) -> None:
    """Put the triggers on editions and listings: the last step of a migration that changes either."""
    _run(editor.connection, _PUT_POSTGRES if _is_postgres(editor.connection) else _PUT_SQLITE)


def lift(apps: Any, editor: Any) -> None:
    """Take the triggers off editions and listings: the first step of a migration that changes either."""
    on = "ON {table}" if _is_postgres(editor.connection) else ""
    for table, names in TRIGGERS.items():
        for name in names:
            _run(editor.connection, f"DROP TRIGGER IF EXISTS {name} {on.format(table=table)}")


def standing() -> frozenset[str]:
    """Return the names of the triggers that stand in the database."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if _is_postgres(connection)
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return frozenset(name for (name,) in cursor.fetchall())


def _is_postgres(database: BaseDatabaseWrapper) -> bool:
    return database.vendor == "postgresql"


def _run(database: BaseDatabaseWrapper, sql: str) -> None:
    """Run statements one by one: SQLite's driver takes no more at a time."""
    with database.cursor() as cursor:
        for statement in [sql] if _is_postgres(database) else _statements(sql):
            cursor.execute(statement)


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements of a text for SQLite, which knows itself where a trigger ends."""
    gathered = ""
    for piece in sql.split(";")[:-1] or [sql]:
        gathered += f"{piece};"
        if complete_statement(gathered):
            yield gathered
            gathered = ""
