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
	if err := store.Load(t.Context(), in, store.Copy{Schema: schema}, parts(lines)); err != nil {
		t.Fatal(err)
	}
	if err := store.Load(t.Context(), in, store.Copy{Schema: schema}, parts(lines)); err == nil {
		t.Error("a copy was loaded over a database")
	}
	db := storetest.Open(t, in)
	if lineage, err := db.Lineage(t.Context()); err != nil || lineage != "" {
		t.Errorf("the lineage %q was not asked for: %v", lineage, err)
	}
	again, _ := dump(t, db)
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
		refused(t, name, in, good, bad)
	}
	err := store.Load(t.Context(), store.Config{Dir: t.TempDir()},
		store.Copy{Schema: []int64{1, 9999}}, parts(nil))
	if !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer schema: %v", err)
	}
}

// refused wants a copy of some lines to be refused, and nothing of it to be had.
func refused(t *testing.T, name string, in store.Config, lines ...string) {
	t.Helper()
	if err := store.Load(t.Context(), in, store.Copy{Schema: []int64{1}}, parts(lines)); err == nil {
		t.Errorf("%s: taken", name)
	}
	if _, err := store.Open(t.Context(), in); !errors.Is(err, store.ErrUnfinished) ||
		!strings.Contains(err.Error(), "mains restore again") {
		t.Errorf("%s: opened with half of it: %v", name, err)
	}
}

// TestCopyAgain: a load that did not come to its end is begun anew, with the schema and the rows
// of another copy; and what is no database of a load is left alone.
func TestCopyAgain(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, in store.Config) {
		refused(t, "cut off", in, `{"table":"meta","columns":["key","value"],"rows":[["half","y"]]}`,
			`{"table":"nothing","columns":["a"],"rows":[["x"]]}`)
		all := []string{`{"table":"meta","columns":["key","value"],"rows":[["whole","y"],["lineage","a"]]}`,
			`{"table":"repo_object","columns":["hash","kind","size","data"],` +
				`"rows":[[{"b":"AA=="},1,0,{"b":""}]]}`}
		schema := []int64{1, 12}
		if err := store.Load(t.Context(), in, store.Copy{Schema: schema, Lineage: "b"},
			parts(all)); err != nil {
			t.Fatal(err)
		}
		db := storetest.Open(t, in)
		for key, want := range map[string]bool{"half": false, "whole": true} {
			if _, known, err := db.Meta(t.Context(), key); err != nil || known != want {
				t.Errorf("%s is there: %t, %v", key, known, err)
			}
		}
		if lineage, err := db.Lineage(t.Context()); err != nil || lineage != "b" {
			t.Errorf("the lineage is %q: %v", lineage, err)
		}
	})
}

// TestCopyOverOthers: the tables of others are not touched.
func TestCopyOverOthers(t *testing.T) {
	in := store.Config{URL: storetest.Postgres(t)}
	others, err := sql.Open("pgx", in.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer others.Close()
	if _, err := others.ExecContext(t.Context(), `CREATE TABLE papers AS SELECT 1 AS n`); err != nil {
		t.Fatal(err)
	}
	err = store.Load(t.Context(), in, store.Copy{Schema: []int64{1}}, parts(nil))
	if err == nil || !strings.Contains(err.Error(), "papers") {
		t.Errorf("a copy is loaded beside tables of others: %v", err)
	}
	var n int
	if err := others.QueryRowContext(t.Context(), `SELECT n FROM papers`).Scan(&n); err != nil ||
		n != 1 {
		t.Errorf("%d, %v", n, err)
	}
}
