package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var files embed.FS

// versionTable is where goose notes the migrations made.
const versionTable = "schema_migration"

// migrations is the schema: files named NNNN_subject.sql.
type migrations struct {
	files   fs.FS
	numbers []int64 // ascending
}

func embedded() migrations {
	dir, err := fs.Sub(files, "migrations")
	if err != nil {
		panic(err) // the name is a literal
	}
	m, err := newMigrations(dir)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return m
}

func newMigrations(dir fs.FS) (migrations, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return migrations{}, err
	}
	m := migrations{files: dir}
	for _, e := range entries {
		if len(e.Name()) < 6 || e.Name()[4] != '_' {
			return migrations{}, fmt.Errorf("migration %q: want NNNN_subject.sql", e.Name())
		}
		n, err := strconv.ParseInt(e.Name()[:4], 10, 64)
		if err != nil || n == 0 {
			return migrations{}, fmt.Errorf("migration %q: want NNNN_subject.sql", e.Name())
		}
		m.numbers = append(m.numbers, n)
	}
	return m, nil
}

// upTo is the schema as it was at number n.
func (m migrations) upTo(n int64) migrations {
	m.numbers = slices.DeleteFunc(slices.Clone(m.numbers), func(i int64) bool { return i > n })
	return m
}

// migrate makes the migrations that are missing. Starting on a schema that is up
// to date is the common case, and costs one query.
func (db *DB) migrate(ctx context.Context, all migrations) (err error) {
	missing, err := db.missing(ctx, all)
	if err != nil || !missing {
		return err
	}
	release, err := db.engine.exclusive(ctx, db.reader, migrationLock)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	// Another process may have made them, or newer ones, while we waited.
	missing, err = db.missing(ctx, all)
	if err != nil || !missing {
		return err
	}
	dialect := database.DialectPostgres
	if _, ok := db.engine.(*sqlite); ok {
		dialect = database.DialectSQLite3
	}
	provider, err := goose.NewProvider(dialect, db.writer, all.files,
		goose.WithTableName(versionTable),
		// Numbers are given out ahead; a data directory made between two of them heals.
		goose.WithAllowOutofOrder(true),
		goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := provider.UpTo(ctx, all.numbers[len(all.numbers)-1]); err != nil {
		return fmt.Errorf("migrate the schema: %w", err)
	}
	return nil
}

// missing tells whether any of the migrations has still to be made; [ErrNewer] when
// one was made that is not known.
func (db *DB) missing(ctx context.Context, all migrations) (bool, error) {
	// The writer: on SQLite it is the connection that makes the file.
	made, err := db.engine.applied(ctx, db.writer)
	if err != nil {
		return false, err
	}
	for _, n := range made {
		if !slices.Contains(all.numbers, n) {
			return false, fmt.Errorf("%w: the database is at migration %d, this version of mains knows %d: "+
				"start the newer version, or name another directory or database",
				ErrNewer, slices.Max(made), slices.Max(all.numbers))
		}
	}
	return len(made) < len(all.numbers), nil
}

// applied lists the migrations made, after asking with exists whether any was.
func applied(ctx context.Context, db *sql.DB, exists string) (made []int64, err error) {
	var n int
	if err := db.QueryRowContext(ctx, exists).Scan(&n); err != nil || n == 0 {
		return nil, err
	}
	// goose writes a row 0 when it makes its table.
	rows, err := db.QueryContext(ctx, `SELECT version_id FROM `+versionTable+` WHERE version_id > 0`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		made = append(made, n)
	}
	return made, rows.Err()
}

// named lists the tables that a query finds, but for the one of the migrations.
func named(ctx context.Context, q querier, query string) (tables []string, err error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if name != versionTable {
			tables = append(tables, name)
		}
	}
	return tables, rows.Err()
}
