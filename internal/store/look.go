package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Look opens the SQLite database in a directory for reading only, beside a process that
// may be writing it. It makes and changes nothing: where there is no database, or one of
// another kind, the error says so. The caller closes it.
func Look(ctx context.Context, dir string) (*sql.DB, error) {
	s := &sqlite{dir: dir}
	if err := s.header(); err != nil {
		return nil, err
	}
	if s.fresh {
		return nil, fmt.Errorf("store: %s: there is no database", dir)
	}
	c, err := s.connector("busy_timeout(5000)", "query_only(1)")
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	if err := db.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("store: open %s: %w", s, err)
	}
	return db, nil
}
