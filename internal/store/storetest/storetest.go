// Package storetest tests what stands on a database, and databases themselves.
//
// [Each] runs a test on every engine that can be had here; [Run] is the suite that
// an engine passes; [Postgres] is a database for tests of whole systems.
package storetest

import (
	"context"
	"testing"

	"github.com/mains-energy/mains/internal/store"
)

// Each runs test on SQLite and on PostgreSQL, each time with a database that is
// new and is closed and thrown away afterwards. PostgreSQL is skipped where its
// programs are not installed.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	EachConfig(t, func(t *testing.T, c store.Config) { test(t, Open(t, c)) })
}

// EachConfig is [Each] for tests that open the database themselves, more than once.
func EachConfig(t *testing.T, test func(t *testing.T, c store.Config)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, store.Config{Dir: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) { test(t, store.Config{URL: Postgres(t)}) })
}

// Open opens a database until the end of the test.
func Open(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

// count is the one number that query answers with.
func count(t *testing.T, db *store.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.QueryRowContext(context.Background(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
