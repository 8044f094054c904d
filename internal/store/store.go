// Package store holds what is: the SQL database of a system, SQLite in a directory
// of its own or PostgreSQL at a URL, with one SQL text for both.
//
// [Open] brings the schema up to date. [DB.Write] is the only way to change
// anything: many calls share one durable commit. [DB.QueryContext] and
// [DB.QueryRowContext] read what is committed. Placeholders are $1, $2, …; the
// portable column types are named in migrations/0001_meta.sql, and instants are
// kept as [Micros].
//
// The store knows engines and the order of migrations, not what the tables mean:
// each actor keeps its own SQL text.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// Config says where the database is: exactly one of Dir and URL is set.
type Config struct {
	Dir string // SQLite: the directory that holds the file; made when it is absent
	URL string // PostgreSQL: postgres://user@host/database?…

	// Asked, where it is set, is told the text of each query outside of Write: so it is
	// counted how many an answer takes.
	Asked func(query string)
}

// The classes of failure that a caller tells apart, with errors.Is.
var (
	// ErrFull: the disk under the database has no room. The DB has failed.
	ErrFull = errors.New("no space left for the database")
	// ErrNewer: a newer version of mains has changed the schema.
	ErrNewer = errors.New("newer schema")
	// ErrLocked: another process has the directory open.
	ErrLocked = errors.New("data directory in use")
	// ErrForeign: the directory or the file in it was not made by mains.
	ErrForeign = errors.New("not a data directory of mains")
	// ErrUnfinished: a copy is being loaded into the database, or was until that was cut off.
	ErrUnfinished = errors.New("a restore into it is not finished")
	// ErrClosed: the DB has been closed.
	ErrClosed = errors.New("store: closed")
)

// DB is an open database. Its methods may be called from several goroutines.
type DB struct {
	engine engine
	reader *sql.DB
	writer *sql.DB // one connection
	lock   io.Closer
	writes writes
	asked  func(query string) // nil: nobody counts
}

// engine is what differs between SQLite and PostgreSQL.
type engine interface {
	// open makes the two pools; nothing may be written yet.
	open(ctx context.Context) (writer, reader *sql.DB, err error)
	// exclusive makes sure that no other process has the lock until release is called.
	exclusive(ctx context.Context, reader *sql.DB, lock int64) (release func() error, err error)
	// applied lists the numbers of the migrations made; none before the first.
	applied(ctx context.Context, db *sql.DB) ([]int64, error)
	// tables lists the tables that are ours, in order, but for the one of the migrations.
	tables(ctx context.Context, q querier) ([]string, error)
	// classify adds the class of failure to an error of the driver, and reports
	// whether the database can take no further write after it.
	classify(err error) (classified error, fatal bool)
	String() string // where it is, without any password
}

// querier reads: the database, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Open opens the database, makes it when it is not there, and brings its schema up
// to date. It fails with [ErrNewer], [ErrLocked], [ErrForeign], [ErrUnfinished] or
// [ErrFull] where these apply.
func Open(ctx context.Context, c Config) (*DB, error) {
	db, err := open(ctx, c, embedded(), func(db *DB) error { return db.finished(ctx) })
	if err != nil {
		return nil, err
	}
	// While it waited to be migrated a load may have begun.
	if err := db.finished(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store: %s: %w", db.engine, err), db.Close())
	}
	return db, nil
}

// open opens a database that is ready to be migrated, once ready has looked at it.
func open(
	ctx context.Context, c Config, all migrations, ready func(*DB) error,
) (_ *DB, err error) {
	db := &DB{asked: c.Asked}
	switch {
	case c.Dir != "" && c.URL == "":
		s := &sqlite{dir: c.Dir}
		if db.lock, err = s.claim(); err != nil {
			return nil, err
		}
		db.engine = s
	case c.URL != "" && c.Dir == "":
		if db.engine, err = newPostgres(c.URL); err != nil {
			return nil, err
		}
	default:
		return nil, errors.New("store: want a directory or a database URL, and not both")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, db.closeFiles())
		}
	}()
	if db.writer, db.reader, err = db.engine.open(ctx); err != nil {
		return nil, fmt.Errorf("store: open %s: %w", db.engine, err)
	}
	if err = ready(db); err == nil {
		err = db.migrate(ctx, all)
	}
	if err != nil {
		classified, _ := db.engine.classify(err)
		return nil, fmt.Errorf("store: %s: %w", db.engine, classified)
	}
	db.writes.start(db.writer, db.engine)
	return db, nil
}

// Close waits for the writes that have been handed over, and closes the database.
func (db *DB) Close() error {
	if !db.writes.stop() {
		return nil // closed before
	}
	return db.closeFiles()
}

func (db *DB) closeFiles() error {
	var errs []error
	// The readers first: the last connection of SQLite tidies the files up.
	for _, pool := range []*sql.DB{db.reader, db.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	if db.lock != nil {
		errs = append(errs, db.lock.Close())
	}
	return errors.Join(errs...)
}

// QueryContext reads rows of what is committed.
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	db.tell(query)
	return db.reader.QueryContext(ctx, query, args...)
}

// QueryRowContext reads one row of what is committed.
func (db *DB) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	db.tell(query)
	return db.reader.QueryRowContext(ctx, query, args...)
}

// tell tells whoever counts of a query.
func (db *DB) tell(query string) {
	if db.asked != nil {
		db.asked(query)
	}
}

// Meta reads a value of the system that has no table of its own; ok is false
// where none was set.
func (db *DB) Meta(ctx context.Context, key string) (value string, ok bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = $1`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, err
}

// SetMeta sets a value that [DB.Meta] reads, durably.
func (db *DB) SetMeta(ctx context.Context, key, value string) error {
	return db.Write(ctx, func(tx *sql.Tx) error { return setMeta(ctx, tx, key, value) })
}

func setMeta(ctx context.Context, tx *sql.Tx, key, value string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ($1, $2)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	return err
}

// Micros is an instant as the database keeps it: microseconds UTC since 1970,
// rounded down. The zero time, which no machine time is, becomes 0.
func Micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// Time is the inverse of [Micros], in UTC; 0 is the zero time.
func Time(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// once is a value that is set one time and can be waited for.
type once struct {
	mu    sync.Mutex
	err   error
	ready chan error
}

func (o *once) get() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

func (o *once) set(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return
	}
	o.err = err
	o.ready <- err // has room for the one
	close(o.ready)
}
