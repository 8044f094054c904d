package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/mains-energy/mains/internal/store"
)

// Run is the suite that every engine passes. Each call of fresh names a place
// where no database is yet, for one test.
func Run(t *testing.T, fresh func(t *testing.T) store.Config) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store.Config)
	}{
		{"Meta", testMeta},
		{"Types", testTypes},
		{"Refused", testRefused},
		{"Panic", testPanic},
		{"Together", testTogether},
		{"InOrder", testInOrder},
		{"Context", testContext},
		{"ReadersDoNotWrite", testReaders},
		{"Closed", testClosed},
		{"OpenTogether", testOpenTogether},
		{"Newer", testNewer},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, fresh(t)) })
	}
}

func write(db *store.DB, statement string, args ...any) error {
	return db.Write(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(context.Background(), statement, args...)
		return err
	})
}

func mustExec(t *testing.T, db *store.DB, statement string, args ...any) {
	t.Helper()
	if err := write(db, statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// numbers opens a database with a table of distinct numbers.
func numbers(t *testing.T, c store.Config) *store.DB {
	t.Helper()
	db := Open(t, c)
	mustExec(t, db, `CREATE TABLE number (n bigint NOT NULL PRIMARY KEY)`)
	return db
}

const (
	insertNumber = `INSERT INTO number (n) VALUES ($1)`
	countNumbers = `SELECT count(*) FROM number`
)

func testMeta(t *testing.T, c store.Config) {
	db := Open(t, c)
	if v, ok, err := db.Meta(t.Context(), "colour"); v != "" || ok || err != nil {
		t.Errorf("absent: %q, %v, %v", v, ok, err)
	}
	for _, want := range []string{"red", "", "grün"} {
		if err := db.SetMeta(t.Context(), "colour", want); err != nil {
			t.Fatal(err)
		}
		if v, ok, err := db.Meta(t.Context(), "colour"); v != want || !ok || err != nil {
			t.Errorf("got %q, %v, %v, want %q", v, ok, err, want)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := Open(t, c)
	if v, ok, err := again.Meta(t.Context(), "colour"); v != "grün" || !ok || err != nil {
		t.Errorf("opened again: %q, %v, %v", v, ok, err)
	}
}

// testTypes is the promise of migrations/0001_meta.sql about column types.
func testTypes(t *testing.T, c store.Config) {
	db := Open(t, c)
	mustExec(t, db, `CREATE TABLE value (
		b bytea NOT NULL, i bigint NOT NULL PRIMARY KEY, s smallint NOT NULL, t text NOT NULL)`)
	blobs := [][]byte{{}, {0}, {0xFF, 0, 0x27}, bytes.Repeat([]byte{0xA5}, 100_000)}
	for i, n := range []int64{math.MinInt64, -1, 0, math.MaxInt64} {
		text := strings.Repeat("æ'\"\\$1\n", i*1000)
		mustExec(t, db, `INSERT INTO value (b, i, s, t) VALUES ($1, $2, $3, $4)`, blobs[i], n, i%2, text)
		var (
			gotB []byte
			gotS int
			gotT string
		)
		// The parameters out of order, as one driver once got them wrong.
		err := db.QueryRowContext(t.Context(), `SELECT b, s, t FROM value WHERE s = $2 AND i = $1`,
			n, i%2).Scan(&gotB, &gotS, &gotT)
		if err != nil || !bytes.Equal(gotB, blobs[i]) || gotS != i%2 || gotT != text {
			t.Errorf("%d: read %d octets, %d, %d characters: %v", n, len(gotB), gotS, len(gotT), err)
		}
	}
}

func testRefused(t *testing.T, c store.Config) {
	db := numbers(t, c)
	refusal := errors.New("no")
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(t.Context(), insertNumber, 1); err != nil {
			return err
		}
		return fmt.Errorf("wrapped: %w", refusal)
	})
	if !errors.Is(err, refusal) {
		t.Errorf("got %v, want the error of the function", err)
	}
	if n := count(t, db, countNumbers); n != 0 {
		t.Errorf("%d rows of a refused write", n)
	}
	mustExec(t, db, insertNumber, 1)
	if err := write(db, insertNumber, 1); err == nil {
		t.Error("a duplicate key was taken")
	}
	mustExec(t, db, insertNumber, 2)
	if n := count(t, db, countNumbers); n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}

func testPanic(t *testing.T, c store.Config) {
	db := numbers(t, c)
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(t.Context(), insertNumber, 1); err != nil {
			return err
		}
		panic("boom")
	})
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("got %v, want the panic", err)
	}
	mustExec(t, db, insertNumber, 2)
	if n := count(t, db, countNumbers); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

// testTogether lets writers share commits, among them some that fail in each way.
func testTogether(t *testing.T, c store.Config) {
	db := numbers(t, c)
	mustExec(t, db, insertNumber, -1)
	refusal := errors.New("no")
	const writers, each = 32, 25
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				n := w*each + i
				err := db.Write(context.Background(), func(tx *sql.Tx) error {
					_, err := tx.ExecContext(context.Background(), insertNumber, n)
					switch {
					case err != nil:
						return err
					case n%5 == 1:
						return refusal
					case n%5 == 2: // fails in the database, which spoils the savepoint
						_, err = tx.ExecContext(context.Background(), insertNumber, -1)
					case n%50 == 3:
						panic("boom")
					}
					return err
				})
				stands := n%5 == 0 || n%5 > 2 && n%50 != 3
				if (err == nil) != stands {
					t.Errorf("%d: %v", n, err)
				}
				got := count(t, db, `SELECT count(*) FROM number WHERE n = $1`, n)
				if (got == 1) != stands {
					t.Errorf("%d: answered %v, and there are %d rows", n, err, got)
				}
			}
		})
	}
	all.Wait()
}

// testInOrder checks that a write sees those that were answered before.
func testInOrder(t *testing.T, c store.Config) {
	db := Open(t, c)
	mustExec(t, db, `CREATE TABLE total (n bigint NOT NULL)`)
	mustExec(t, db, `INSERT INTO total (n) VALUES (0)`)
	const writers, each = 16, 20
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for range each {
				err := db.Write(context.Background(), func(tx *sql.Tx) error {
					var n int
					if err := tx.QueryRow(`SELECT n FROM total`).Scan(&n); err != nil {
						return err
					}
					_, err := tx.Exec(`UPDATE total SET n = $1`, n+1)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := count(t, db, `SELECT n FROM total`); n != writers*each {
		t.Errorf("counted to %d, want %d: an update was lost", n, writers*each)
	}
}

func testContext(t *testing.T, c store.Config) {
	db := numbers(t, c)
	ctx, cancel := context.WithCancel(t.Context())
	// Once fn has begun, the answer is that of the commit.
	err := db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, insertNumber, 1)
		cancel()
		return err
	})
	if err != nil || count(t, db, countNumbers) != 1 {
		t.Errorf("done after fn began: %v, %d rows", err, count(t, db, countNumbers))
	}
	// A statement that finds its context done fails alone.
	err = db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, insertNumber, 2)
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a statement under a done context: %v", err)
	}
	err = db.Write(ctx, func(*sql.Tx) error { t.Error("fn ran under a done context"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a done context: %v", err)
	}
	mustExec(t, db, insertNumber, 3)
}

func testReaders(t *testing.T, c store.Config) {
	db := numbers(t, c)
	var n int
	err := db.QueryRowContext(t.Context(), `INSERT INTO number (n) VALUES (1) RETURNING n`).Scan(&n)
	if err == nil || count(t, db, countNumbers) != 0 {
		t.Errorf("wrote around Write: %v", err)
	}
}

func testClosed(t *testing.T, c store.Config) {
	db := numbers(t, c)
	for range 2 {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(db, insertNumber, 1); !errors.Is(err, store.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

// testOpenTogether makes the schema from several places at once, where an engine
// lets several in.
func testOpenTogether(t *testing.T, c store.Config) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			db, err := store.Open(context.Background(), c)
			if c.Dir != "" && errors.Is(err, store.ErrLocked) {
				return
			}
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.SetMeta(context.Background(), "a", "b"); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := count(t, Open(t, c), `SELECT count(*) FROM meta`); n != 1 {
		t.Errorf("%d values, want 1", n)
	}
}

func testNewer(t *testing.T, c store.Config) {
	db := Open(t, c)
	mustExec(t, db, `INSERT INTO schema_migration (version_id, is_applied) VALUES (9999, true)`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the refusal lets go of the place
		_, err := store.Open(t.Context(), c)
		if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "9999") {
			t.Fatalf("got %v, want ErrNewer with the number that was found", err)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("not one line: %q", err)
		}
	}
}
