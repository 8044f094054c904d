package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

// Load makes the database of a copy, which [DB.Dump] gave with the [DB.Schema], where there is none
// yet: all of it or nothing is in it. next returns false after the last part. A schema that this
// version of mains does not know is refused with [ErrNewer]. It is [Open] that brings an older
// one up to date.
func Load(
	ctx context.Context, c Config, schema []int64, next func() (Part, bool, error),
) (err error) {
	all := embedded()
	for _, n := range schema {
		if !slices.Contains(all.numbers, n) {
			return fmt.Errorf("store: the copy is at migration %d, this version of mains knows %d: %w: "+
				"take the newer version", n, slices.Max(all.numbers), ErrNewer)
		}
	}
	if len(schema) == 0 {
		return errors.New("store: the copy says nothing of its schema")
	}
	if err := vacant(ctx, c); err != nil {
		return err
	}
	db, err := open(ctx, c, all.upTo(slices.Max(schema)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables, err := db.engine.tables(ctx, db.reader)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return db.Write(ctx, func(tx *sql.Tx) error {
		for _, table := range tables {
			// Some rows come with the schema: they are in the copy, as they are now.
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
				return fmt.Errorf("store: %s: %w", table, err)
			}
		}
		for {
			part, more, err := next()
			if err != nil || !more {
				return err
			}
			if !slices.Contains(tables, part.Table) {
				return fmt.Errorf("store: the copy has a table %q, and its schema has none", part.Table)
			}
			if err := load(ctx, tx, part); err != nil {
				return fmt.Errorf("store: %s: %w", part.Table, err)
			}
		}
	})
}

// vacant refuses a directory that has a database, and a database that has our tables.
func vacant(ctx context.Context, c Config) (err error) {
	if c.Dir != "" {
		_, err := os.Stat(filepath.Join(c.Dir, databaseName))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = fmt.Errorf("store: there is a database in %s: name another directory", c.Dir)
		}
		return err
	}
	p, err := newPostgres(c.URL)
	if err != nil {
		return err
	}
	writer, reader, err := p.open(ctx)
	if err != nil {
		return fmt.Errorf("store: open %s: %w", p, err)
	}
	defer func() { err = errors.Join(err, writer.Close(), reader.Close()) }()
	made, err := p.applied(ctx, writer)
	if err == nil && len(made) > 0 {
		err = fmt.Errorf("%s has tables of mains: name an empty database", p)
	}
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
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
