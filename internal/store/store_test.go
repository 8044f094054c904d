package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"
)

func opened(tb testing.TB, c Config) *DB {
	tb.Helper()
	db, err := Open(context.Background(), c)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

func TestConfig(t *testing.T) {
	for _, c := range []Config{{}, {Dir: "x", URL: "postgres://localhost"}, {URL: "postgres://%"}} {
		if _, err := Open(t.Context(), c); err == nil {
			t.Errorf("%+v accepted", c)
		}
	}
	_, err := Open(t.Context(), Config{URL: "postgres://u:hush@127.0.0.1:1/d?sslmode=disable"})
	if err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v, want an error without the password", err)
	}
}

// TestDurability reads back how SQLite was told to keep what it is given: a kill
// does not show it, only a power cut would.
func TestDurability(t *testing.T) {
	db := opened(t, Config{Dir: t.TempDir()})
	for pragma, want := range map[string]string{
		"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "application_id": "1296124238",
	} {
		var got string
		err := db.writer.QueryRow(`PRAGMA ` + pragma).Scan(&got)
		if err != nil || got != want {
			t.Errorf("%s is %s, want %s: %v", pragma, got, want, err)
		}
	}
}

// TestErased holds that what was deleted is not in the files of a database that was closed.
func TestErased(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	const secret = "someone at an address that is erased"
	for i, value := range []string{strings.Repeat(secret, 2000), secret, "kept"} {
		if err := db.SetMeta(t.Context(), "name-"+strconv.Itoa(i), value); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), `DELETE FROM meta WHERE key IN ('name-0', 'name-1')`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(secret[:20])) {
			t.Errorf("%s has what was deleted", f.Name())
		}
	}
}

func TestLocked(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	first := opened(t, c)
	_, err := Open(t.Context(), c)
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("got %v, want ErrLocked with the process", err)
	}
	if err := first.SetMeta(t.Context(), "a", "b"); err != nil {
		t.Errorf("the one who has it: %v", err)
	}
}

func TestForeign(t *testing.T) {
	header := make([]byte, 4096)
	copy(header, "SQLite format 3\x00")
	binary.BigEndian.PutUint32(header[68:], 12345)
	for _, test := range []struct {
		name, file string
		content    []byte
		want       error
	}{
		{"papers", "thesis.txt", []byte("x"), ErrForeign},
		{"not SQLite", databaseName, []byte(strings.Repeat("x", 4096)), ErrForeign},
		{"another program's", databaseName, header, ErrForeign},
		{"cut short", databaseName, header[:50], ErrForeign},
		{"stopped at birth", databaseName, nil, nil},
		{"stopped before birth", lockName, nil, nil},
		{"root of a file system", "lost+found", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, test.file)
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := Open(t.Context(), Config{Dir: dir})
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if test.want == nil {
				if err := db.Close(); err != nil {
					t.Error(err)
				}
				return
			}
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 1 {
				t.Errorf("the refusal left %v behind, %v", entries, err)
			}
			if b, err := os.ReadFile(path); err != nil || string(b) != string(test.content) {
				t.Errorf("the refusal changed the file: %v", err)
			}
		})
	}
}

// TestMigrateOlder opens the database of each earlier version with this one.
func TestMigrateOlder(t *testing.T) {
	all := embedded()
	last := all.numbers[len(all.numbers)-1]
	for _, n := range all.numbers {
		t.Run(strconv.FormatInt(n, 10), func(t *testing.T) {
			c := Config{Dir: t.TempDir()}
			db, err := open(t.Context(), c, all.upTo(n), anyhow)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.SetMeta(t.Context(), "kept", "yes"); err != nil {
				t.Fatal(err)
			}
			made, err := db.engine.applied(t.Context(), db.reader)
			if err != nil || len(made) == 0 || made[len(made)-1] != n {
				t.Fatalf("made %v, %v: want up to %d", made, err, n)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			now := opened(t, c)
			made, err = now.engine.applied(t.Context(), now.reader)
			if err != nil || len(made) != len(all.numbers) || made[len(made)-1] != last {
				t.Errorf("made %v, %v: want %v", made, err, all.numbers)
			}
			if v, _, err := now.Meta(t.Context(), "kept"); v != "yes" || err != nil {
				t.Errorf("what was written before: %q, %v", v, err)
			}
		})
	}
}

func up(text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("-- +goose Up\n" + text + "\n")}
}

// TestMigrateGap makes a migration whose number was given out before that of one
// that is made already; and one that fails undoes itself and says which it was.
func TestMigrateGap(t *testing.T) {
	dir := fstest.MapFS{
		"0001_meta.sql": up(`CREATE TABLE meta (key text PRIMARY KEY, value text);`),
		"0003_late.sql": up(`CREATE TABLE late (n bigint);`),
	}
	c := Config{Dir: t.TempDir()}
	attempt := func() error {
		t.Helper()
		m, err := newMigrations(dir)
		if err != nil {
			t.Fatal(err)
		}
		db, err := open(t.Context(), c, m, anyhow)
		if err != nil {
			return err
		}
		return db.Close()
	}
	if err := attempt(); err != nil {
		t.Fatal(err)
	}
	dir["0002_early.sql"] = up(`CREATE TABLE early (n bigint); CREATE TABLE late (n bigint);`)
	if err := attempt(); err == nil || !strings.Contains(err.Error(), "version:2") {
		t.Errorf("got %v, want an error that names migration 2", err)
	}
	dir["0002_early.sql"] = up(`CREATE TABLE early (n bigint);`)
	if err := attempt(); err != nil {
		t.Error(err)
	}
}

func TestMigrationNames(t *testing.T) {
	for _, name := range []string{"1_a.sql", "0000_a.sql", "abcd_a.sql", "0001.sql"} {
		if _, err := newMigrations(fstest.MapFS{name: up("")}); err == nil {
			t.Errorf("%s accepted", name)
		}
	}
}

// TestFull lets a database run out of room. Everything in the batch fails, the
// database has failed, and what was answered before is there.
func TestFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := Config{Dir: t.TempDir()}
		db, err := Open(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.SetMeta(t.Context(), "before", "x"); err != nil {
			t.Fatal(err)
		}
		var pages int
		if err := db.writer.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
			t.Fatal(err)
		}
		limit := fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+10)
		if err := db.writer.QueryRow(limit).Scan(&pages); err != nil {
			t.Fatal(err)
		}
		errs := make(chan error, 3)
		release := hold(t, db)
		go func() { errs <- db.SetMeta(context.Background(), "neighbour", "x") }()
		synctest.Wait()
		go func() {
			errs <- db.SetMeta(context.Background(), "big", strings.Repeat("x", 1<<20))
		}()
		synctest.Wait()
		if err := release(); !errors.Is(err, ErrFull) {
			t.Errorf("the first of the batch: %v, want ErrFull", err)
		}
		for range 2 {
			if err := <-errs; !errors.Is(err, ErrFull) {
				t.Errorf("one of the batch: %v, want ErrFull", err)
			}
		}
		if err := <-db.Failed(); !errors.Is(err, ErrFull) {
			t.Errorf("Failed: %v, want ErrFull", err)
		}
		if err, more := <-db.Failed(); more {
			t.Errorf("Failed has a second value: %v", err)
		}
		if err := db.SetMeta(t.Context(), "after", "x"); !errors.Is(err, ErrFull) {
			t.Errorf("a write after the failure: %v, want ErrFull", err)
		}
		if _, ok, err := db.Meta(t.Context(), "before"); !ok || err != nil {
			t.Errorf("reading after the failure: %v, %v", ok, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		again := opened(t, c)
		for key, want := range map[string]bool{"before": true, "neighbour": false, "big": false} {
			if _, ok, err := again.Meta(t.Context(), key); ok != want || err != nil {
				t.Errorf("%s: there: %v, want %v; %v", key, ok, want, err)
			}
		}
	})
}

// hold keeps the writer busy with a write that succeeds until release is called,
// which returns its outcome.
func hold(t *testing.T, db *DB) (release func() error) {
	t.Helper()
	gate, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- db.Write(context.Background(), func(*sql.Tx) error { <-gate; return nil })
	}()
	synctest.Wait()
	return func() error { close(gate); return <-done }
}

// TestQueue looks at what waits behind a write that takes its time: what is given
// up before it began never runs, and Close runs the rest.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(context.Background(), Config{Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		release := hold(t, db)
		ctx, cancel := context.WithCancel(t.Context())
		dropped, ran := make(chan error, 1), make(chan error, 1)
		go func() {
			dropped <- db.Write(ctx, func(*sql.Tx) error { t.Error("ran"); return nil })
		}()
		go func() { ran <- db.SetMeta(context.Background(), "a", "b") }()
		synctest.Wait()
		cancel()
		if err := <-dropped; !errors.Is(err, context.Canceled) {
			t.Errorf("given up: %v", err)
		}
		closed := make(chan error, 1)
		go func() { closed <- db.Close() }()
		synctest.Wait()
		select {
		case err := <-closed:
			t.Errorf("Close did not wait: %v", err)
		case err := <-ran:
			t.Errorf("the write did not wait: %v", err)
		default:
		}
		if err := release(); err != nil {
			t.Error(err)
		}
		if err := <-ran; err != nil {
			t.Errorf("queued before Close: %v", err)
		}
		if err := <-closed; err != nil {
			t.Error(err)
		}
	})
}

// TestBatch counts commits: what is queued together is committed together.
func TestBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := opened(t, Config{Dir: t.TempDir()})
		seen := map[*sql.Tx]int{}
		release := hold(t, db)
		errs := make(chan error, maxBatch)
		for range maxBatch {
			go func() {
				errs <- db.Write(context.Background(), func(tx *sql.Tx) error { seen[tx]++; return nil })
			}()
		}
		synctest.Wait()
		if err := release(); err != nil {
			t.Error(err)
		}
		for range maxBatch {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if len(seen) != 2 { // the first was full with the one that held it up
			t.Errorf("%d transactions, want 2", len(seen))
		}
	})
}

// TestGoexit ends the writer from within; everybody is told, and nobody waits.
func TestGoexit(t *testing.T) {
	db := opened(t, Config{Dir: t.TempDir()})
	err := db.Write(t.Context(), func(*sql.Tx) error {
		(&testing.T{}).SkipNow() // as t.Fatal would
		return nil
	})
	if err == nil || db.SetMeta(t.Context(), "a", "b") == nil {
		t.Errorf("got %v, want an error for it and for those after it", err)
	}
}

// TestSteady checks that a statement that runs is not cut short by its context.
func TestSteady(t *testing.T) {
	db := opened(t, Config{Dir: t.TempDir()})
	conn, err := db.writer.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = conn.Raw(func(raw any) error {
		_, err := raw.(driver.ExecerContext).ExecContext(ctx, `CREATE TABLE x (n bigint)`, nil)
		if err != nil {
			return fmt.Errorf("exec: %w", err)
		}
		rows, err := raw.(driver.QueryerContext).QueryContext(ctx, `SELECT n FROM x`, nil)
		if err != nil {
			return fmt.Errorf("query: %w", err)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		s, err := raw.(driver.ConnPrepareContext).PrepareContext(ctx, `INSERT INTO x (n) VALUES (1)`)
		if err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
		_, err = s.(driver.StmtExecContext).ExecContext(ctx, nil)
		return errors.Join(err, s.Close())
	})
	if err != nil {
		t.Error(err)
	}
}

func TestMicros(t *testing.T) {
	at := time.Date(2022, 1, 31, 23, 30, 0, 123456789, time.FixedZone("", 3600))
	got := Time(Micros(at))
	if want := at.Truncate(time.Microsecond); !got.Equal(want) || got.Location() != time.UTC {
		t.Errorf("got %v, want %v in UTC", got, want)
	}
	if Micros(time.Time{}) != 0 || !Time(0).IsZero() {
		t.Error("the zero time is 0")
	}
}

// TestKilled kills a process that writes, again and again. Whatever it had an
// answer for is there, and the directory opens.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("MAINS_TEST_WRITER"); dir != "" {
		writeUntilKilled(t, dir)
	}
	dir := t.TempDir()
	next := 0
	for range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		child.Env = append(os.Environ(), "MAINS_TEST_WRITER="+dir)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		answered := map[string]bool{}
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			answered[lines.Text()] = true
			if len(answered) == 100+next%7*50 {
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = child.Wait() // it was killed
		next++
		db, err := Open(t.Context(), Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		if len(answered) < 100 {
			t.Fatalf("%d answers", len(answered))
		}
		for key := range answered {
			if _, ok, err := db.Meta(t.Context(), key); !ok || err != nil {
				t.Errorf("%s was answered for and is gone: %v", key, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func writeUntilKilled(t *testing.T, dir string) {
	db, err := Open(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%d.%d.%d", os.Getpid(), w, i)
				if err := db.SetMeta(context.Background(), key, ""); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				_, _ = io.WriteString(os.Stdout, key+"\n") // whoever reads is about to kill us
			}
		}()
	}
	select {}
}

// anyhow is ready for whatever is there.
func anyhow(*DB) error { return nil }
