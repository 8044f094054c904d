package store

import (
	"database/sql"
	"testing"
)

func TestSmoke(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	for range 2 {
		db, err := Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.SetMeta(t.Context(), "a", "b"); err != nil {
			t.Fatal(err)
		}
		if err := db.Write(t.Context(), func(tx *sql.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		v, ok, err := db.Meta(t.Context(), "a")
		if v != "b" || !ok || err != nil {
			t.Fatal(v, ok, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
