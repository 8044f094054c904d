package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// postgresReaders bounds the connections of one process; a server allows 100 in all.
	postgresReaders = 8
	// The keys of advisory locks, any numbers that are ours, such as "MAIN".
	migrationLock = applicationID
	loadLock      = applicationID + 1
	// diskFull is the SQLSTATE of a server without room.
	diskFull = "53100"
)

// postgres is the engine at a URL.
type postgres struct{ config *pgx.ConnConfig }

func newPostgres(url string) (*postgres, error) {
	config, err := pgx.ParseConfig(url) // its errors leave the password out
	if err != nil {
		return nil, fmt.Errorf("store: database URL: %w", err)
	}
	return &postgres{config}, nil
}

func (p *postgres) String() string {
	c := p.config
	return fmt.Sprintf("postgres database %q at %s:%d", c.Database, c.Host, c.Port)
}

func (p *postgres) open(ctx context.Context) (writer, reader *sql.DB, err error) {
	reading := p.config.Copy()
	reading.RuntimeParams["default_transaction_read_only"] = "on"
	writer = sql.OpenDB(steady{stdlib.GetConnector(*p.config)})
	writer.SetMaxOpenConns(1)
	reader = sql.OpenDB(stdlib.GetConnector(*reading))
	reader.SetMaxOpenConns(postgresReaders)
	reader.SetMaxIdleConns(postgresReaders)
	if err := reader.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(err, writer.Close(), reader.Close())
	}
	return writer, reader, nil
}

func (p *postgres) exclusive(
	ctx context.Context, reader *sql.DB, lock int64,
) (func() error, error) {
	conn, err := reader.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lock); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		// Not under ctx: a lock that is kept would go back into the pool.
		_, err := conn.ExecContext(context.Background(), `SELECT pg_advisory_unlock($1)`, lock)
		return errors.Join(err, conn.Close())
	}, nil
}

func (p *postgres) applied(ctx context.Context, db *sql.DB) ([]int64, error) {
	return applied(ctx, db, `SELECT count(*) FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_name = '`+versionTable+`'`)
}

func (p *postgres) tables(ctx context.Context, q querier) ([]string, error) {
	return named(ctx, q, `SELECT table_name FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`)
}

func (p *postgres) classify(err error) (error, bool) {
	var e *pgconn.PgError
	full := errors.As(err, &e) && e.Code == diskFull
	return withFull(err, full), full
}
