package storetest_test

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// dump is a database as lines, sorted, with its schema.
func dump(t *testing.T, db *store.DB) (lines []string, schema []int64) {
	t.Helper()
	schema, err := db.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Dump(t.Context(), func(p store.Part) error {
		for _, row := range p.Rows {
			one := p
			one.Rows = [][]any{row}
			text, err := json.Marshal(one)
			lines = append(lines, string(text))
			if err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines, schema
}

// parts gives lines as parts.
func parts(lines []string) func() (store.Part, bool, error) {
	return func() (p store.Part, more bool, err error) {
		if len(lines) == 0 {
			return p, false, nil
		}
		err = json.Unmarshal([]byte(lines[0]), &p)
		lines = lines[1:]
		return p, true, err
	}
}

// TestCopy takes a database of each engine into a new one, and that back: the rows are the same.
func TestCopy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.Write(t.Context(), func(tx *sql.Tx) error {
			for i := range 1200 { // more than one part
				if _, err := tx.ExecContext(t.Context(), `INSERT INTO repo_object (hash, kind, size, data)
					VALUES ($1, $2, $3, $4)`, []byte{0, 255, byte(i), byte(i >> 8)}, int64(i%4), int64(-1<<63),
					make([]byte, i%3)); err != nil {
					return err
				}
			}
			_, err := tx.ExecContext(t.Context(), `INSERT INTO meta (key, value) VALUES ($1, $2)`,
				"a", "“é”\n\t\\ "+strings.Repeat("x", 1000))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		lines, schema := dump(t, db)
		t.Run("into SQLite", func(t *testing.T) {
			copied(t, store.Config{Dir: t.TempDir()}, lines, schema)
		})
		t.Run("into PostgreSQL", func(t *testing.T) {
			copied(t, store.Config{URL: storetest.Postgres(t)}, lines, schema)
		})
	})
}

// copied loads lines, and compares what is there then.
func copied(t *testing.T, in store.Config, lines []string, schema []int64) {
	if err := store.Load(t.Context(), in, schema, parts(lines)); err != nil {
		t.Fatal(err)
	}
	if err := store.Load(t.Context(), in, schema, parts(lines)); err == nil {
		t.Error("a copy was loaded over a database")
	}
	again, _ := dump(t, storetest.Open(t, in))
	if !slices.Equal(lines, again) {
		t.Errorf("%d rows came back as %d others", len(lines), len(again))
	}
	t.Logf("%d rows", len(lines))
}

// TestCopyRefused: a copy that does not fit leaves nothing behind that it could be taken for.
func TestCopyRefused(t *testing.T) {
	for name, bad := range map[string]string{
		"no such table": `{"table":"nothing","columns":["a"],"rows":[["x"]]}`,
		"a column that is none": `{"table":"meta","columns":["key","value) VALUES ('a','b'); --"],` +
			`"rows":[["x","y"]]}`,
		"a value too few": `{"table":"meta","columns":["key","value"],"rows":[["x"]]}`,
		"no value":        `{"table":"meta","columns":["key","value"],"rows":[["x",{"c":"y"}]]}`,
	} {
		in := store.Config{Dir: t.TempDir()}
		good := `{"table":"meta","columns":["key","value"],"rows":[["good","y"]]}`
		if err := store.Load(t.Context(), in, []int64{1}, parts([]string{good, bad})); err == nil {
			t.Errorf("%s: taken", name)
		}
		db := storetest.Open(t, in)
		if _, known, err := db.Meta(t.Context(), "good"); err != nil || known {
			t.Errorf("%s: half of it was taken (%v)", name, err)
		}
	}
	err := store.Load(t.Context(), store.Config{Dir: t.TempDir()}, []int64{1, 9999}, parts(nil))
	if !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer schema: %v", err)
	}
}
