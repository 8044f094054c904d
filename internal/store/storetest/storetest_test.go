package storetest_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Config { return store.Config{Dir: t.TempDir()} })
}

func TestPostgres(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Config {
		return store.Config{URL: storetest.Postgres(t)}
	})
}

func TestEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if _, ok, err := db.Meta(t.Context(), "x"); ok || err != nil {
			t.Error(ok, err)
		}
	})
}

// TestPostgresConnectionLost ends the connections of a store. One write may not
// hear what became of it; those after it go on.
func TestPostgresConnectionLost(t *testing.T) {
	url := storetest.Postgres(t)
	db := storetest.Open(t, store.Config{URL: url})
	if err := db.SetMeta(t.Context(), "a", "b"); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	_, err = other.ExecContext(context.Background(), `SELECT pg_terminate_backend(pid)
		FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
	if err != nil {
		t.Fatal(err)
	}
	first := db.SetMeta(t.Context(), "a", "c")
	if err := db.SetMeta(t.Context(), "a", "d"); err != nil {
		t.Errorf("after %v: %v", first, err)
	}
	select {
	case err := <-db.Failed():
		t.Errorf("failed for good: %v", err)
	default:
	}
}

// TestPostgresMigratesAlone holds the lock of the migrations, and sees that a store
// which finds an empty database waits for it.
func TestPostgresMigratesAlone(t *testing.T) {
	const lock = 0x4D41494E // "MAIN"
	url := storetest.Postgres(t)
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.ExecContext(t.Context(), `SELECT pg_advisory_lock($1)`, lock); err != nil {
		t.Fatal(err)
	}
	opened := make(chan error, 1)
	go func() {
		store, err := store.Open(context.Background(), store.Config{URL: url})
		if err == nil {
			err = store.Close()
		}
		opened <- err
	}()
	for waiting := 0; waiting == 0; {
		err := other.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_locks
			WHERE locktype = 'advisory' AND NOT granted`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
		if len(opened) > 0 {
			t.Fatalf("did not wait: %v", <-opened)
		}
	}
	if _, err := other.ExecContext(t.Context(), `SELECT pg_advisory_unlock($1)`, lock); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err != nil {
		t.Error(err)
	}
}
