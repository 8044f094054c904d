package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Part is a part of a copy of a database: some rows of a table. In its JSON a text is a string,
// a number a number, octets are {"b": base64}, and nothing is null.
type Part struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
	Rows    [][]any  `json:"rows"`
}

// octets are bytes as JSON.
type octets struct {
	B *string `json:"b"`
}

// The bounds of a part: rows, and about how many octets they have.
const (
	partRows  = 500
	partBytes = 1 << 20
)

// Schema lists the migrations that have been made.
func (db *DB) Schema(ctx context.Context) ([]int64, error) {
	return db.engine.applied(ctx, db.reader)
}

// Dump gives fn all that is committed as of one moment, whichever engine keeps it, table by
// table. Writes go on meanwhile.
func (db *DB) Dump(ctx context.Context, fn func(Part) error) error {
	conn, err := db.reader.Conn(ctx)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer conn.Close() // what it has is in the errors of its queries
	begin := `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`
	if _, is := db.engine.(*sqlite); is {
		begin = `BEGIN` // whatever it reads is of one moment
	}
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`) // nothing was written
	tables, err := db.engine.tables(ctx, conn)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	for _, table := range tables {
		if err := dump(ctx, conn, table, fn); err != nil {
			return err
		}
	}
	return nil
}

// dump gives the rows of a table.
func dump(ctx context.Context, q querier, table string, fn func(Part) error) error {
	rows, err := q.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return fmt.Errorf("store: %s: %w", table, err)
	}
	defer rows.Close() // its error is that of rows.Err
	columns, err := rows.Columns()
	if err != nil {
		return fmt.Errorf("store: %s: %w", table, err)
	}
	part, size := Part{Table: table, Columns: columns}, 0
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("store: %s: %w", table, err)
		}
		for i, v := range values {
			switch v := v.(type) {
			case []byte:
				text := base64.StdEncoding.EncodeToString(v)
				values[i], size = octets{&text}, size+len(text)
			case string:
				size += len(v)
			}
		}
		if part.Rows = append(part.Rows, values); len(part.Rows) < partRows && size < partBytes {
			continue
		}
		if err := fn(part); err != nil {
			return err
		}
		part.Rows, size = nil, 0
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("store: %s: %w", table, err)
	}
	if len(part.Rows) == 0 {
		return nil
	}
	return fn(part)
}

// Copy says what a copy of a database is of, and what it is to become.
type Copy struct {
	Schema  []int64 // as [DB.Schema] told
	Lineage string  // by what its history is told from that of the database it was made of
}

// Load makes the database of a copy, which [DB.Dump] gave, where there is none yet: all of it or
// nothing is in it. Until it is whole [Open] refuses it with [ErrUnfinished], and Load begins
// anew. next returns false after the last part. A schema that this version of mains does not know
// is refused with [ErrNewer]. It is [Open] that brings an older one up to date.
func Load(
	ctx context.Context, c Config, of Copy, next func() (Part, bool, error),
) (err error) {
	all := embedded()
	for _, n := range of.Schema {
		if !slices.Contains(all.numbers, n) {
			return fmt.Errorf("store: the copy is at migration %d, this version of mains knows %d: %w: "+
				"take the newer version", n, slices.Max(all.numbers), ErrNewer)
		}
	}
	if len(of.Schema) == 0 {
		return errors.New("store: the copy says nothing of its schema")
	}
	release := func() error { return nil }
	db, err := open(ctx, c, all.upTo(slices.Max(of.Schema)), func(db *DB) error {
		// Another load ends first; then what it has loaded is found.
		locked, err := db.engine.exclusive(ctx, db.reader, loadLock)
		if err != nil {
			return err
		}
		if err := db.vacate(ctx); err != nil {
			return errors.Join(err, locked())
		}
		release = locked
		return nil
	})
	if err != nil {
		return errors.Join(err, release())
	}
	defer func() { err = errors.Join(err, release(), db.Close()) }()
	tables, err := db.engine.tables(ctx, db.reader)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	tables = slices.DeleteFunc(tables, func(name string) bool { return name == loadTable })
	return db.Write(ctx, func(tx *sql.Tx) error { return fill(ctx, tx, tables, of.Lineage, next) })
}

// fill puts the parts of a copy into tables, and says that it is whole.
func fill(
	ctx context.Context, tx *sql.Tx, tables []string, lineage string,
	next func() (Part, bool, error),
) error {
	for _, table := range tables {
		// Some rows come with the schema: they are in the copy, as they are now.
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
			return fmt.Errorf("store: %s: %w", table, err)
		}
	}
	for {
		part, more, err := next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if !slices.Contains(tables, part.Table) {
			return fmt.Errorf("store: the copy has a table %q, and its schema has none", part.Table)
		}
		if err := load(ctx, tx, part); err != nil {
			return fmt.Errorf("store: %s: %w", part.Table, err)
		}
	}
	if lineage != "" {
		if err := setMeta(ctx, tx, metaLineage, lineage); err != nil {
			return fmt.Errorf("store: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, `DROP TABLE `+loadTable); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

// metaLineage is where the lineage of a copy is.
const metaLineage = "lineage"

// Lineage tells the history of the database from those of others that began as it did: each copy
// has one of its own. Empty: it is no copy.
func (db *DB) Lineage(ctx context.Context) (string, error) {
	lineage, _, err := db.Meta(ctx, metaLineage)
	return lineage, err
}

// loadTable is there while a copy is loaded: it is the first that is made and the last that goes.
// Tables beside it are dropped when that is begun anew: nobody else has one of its name.
const loadTable = "mains_loading"

// finished refuses a database into which a copy is being loaded, or was until that was cut off.
func (db *DB) finished(ctx context.Context) error {
	tables, err := db.engine.tables(ctx, db.writer)
	if err == nil && slices.Contains(tables, loadTable) {
		err = fmt.Errorf("%w: wait until it is whole; where it was cut off, run mains restore again, "+
			"into an empty data directory", ErrUnfinished)
	}
	return err
}

// vacate notes that a copy is loaded into a database that has no tables. What a load has left
// that was cut off is dropped.
func (db *DB) vacate(ctx context.Context) error {
	tables, err := db.engine.tables(ctx, db.writer)
	if err != nil {
		return err
	}
	migrated, err := db.engine.applied(ctx, db.writer)
	if err != nil {
		return err
	}
	cut := slices.Contains(tables, loadTable)
	if !cut && len(tables)+len(migrated) > 0 {
		return fmt.Errorf("there are tables in it (%s): name another directory or an empty database",
			strings.Join(append(tables, versionTable)[:min(3, len(tables)+1)], ", "))
	}
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after the commit it does nothing
	for _, table := range append(tables, versionTable) {
		if _, err := tx.ExecContext(ctx, `DROP TABLE IF EXISTS `+table); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE `+loadTable+` (one bigint)`); err != nil {
		return err
	}
	return tx.Commit()
}

// load writes rows.
func load(ctx context.Context, tx *sql.Tx, part Part) error {
	for _, c := range part.Columns {
		if c == "" || strings.Trim(c, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return fmt.Errorf("a column is called %q", c)
		}
	}
	places := make([]string, len(part.Columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO `+part.Table+` (`+
		strings.Join(part.Columns, ", ")+`) VALUES (`+strings.Join(places, ", ")+`)`)
	if err != nil {
		return err
	}
	defer insert.Close() // with the transaction
	for _, row := range part.Rows {
		if len(row) != len(part.Columns) {
			return fmt.Errorf("a row has %d values for %d columns", len(row), len(part.Columns))
		}
		if _, err := insert.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

// UnmarshalJSON reads a part with values as a driver takes them.
func (p *Part) UnmarshalJSON(text []byte) error {
	var raw struct {
		Table   string              `json:"table"`
		Columns []string            `json:"columns"`
		Rows    [][]json.RawMessage `json:"rows"`
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	*p = Part{Table: raw.Table, Columns: raw.Columns}
	for _, r := range raw.Rows {
		row := make([]any, len(r))
		for i, value := range r {
			var err error
			if row[i], err = valueOf(value); err != nil {
				return fmt.Errorf("store: %s: %w", raw.Table, err)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return nil
}

// valueOf reads a value of a row.
func valueOf(raw json.RawMessage) (any, error) {
	switch raw[0] {
	case 'n':
		return nil, nil
	case '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case '{':
		var o octets
		if err := json.Unmarshal(raw, &o); err != nil {
			return nil, err
		}
		if o.B == nil {
			return nil, fmt.Errorf("%s is no value", raw)
		}
		return base64.StdEncoding.DecodeString(*o.B)
	}
	var n int64
	err := json.Unmarshal(raw, &n)
	return n, err
}
