package store

import (
	"database/sql"
	"fmt"
	"testing"
)

// TestRemembered asks a query while rows of the same are being read, and after its table was
// made anew, and more queries than a connection keeps.
func TestRemembered(t *testing.T) {
	db := opened(t, Config{Dir: t.TempDir()})
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		const query = `SELECT n FROM number WHERE n >= $1 ORDER BY n`
		for round := range 2 {
			if _, err := tx.Exec(`CREATE TABLE number (n bigint NOT NULL PRIMARY KEY);
				INSERT INTO number (n) VALUES (1), (2), (3)`); err != nil {
				return err
			}
			rows, err := tx.Query(query, 1)
			if err != nil {
				return err
			}
			defer rows.Close()
			for want := 1; rows.Next(); want++ {
				var outer, inner int
				if err := rows.Scan(&outer); err != nil {
					return err
				}
				if err := tx.QueryRow(query, 4-outer).Scan(&inner); err != nil {
					return err
				}
				if outer != want || inner != 4-want {
					t.Errorf("round %d: read %d and within %d, want %d and %d", round, outer, inner,
						want, 4-want)
				}
			}
			if err := rows.Err(); err != nil {
				return err
			}
			if _, err := tx.Exec(`DROP TABLE number`); err != nil {
				return err
			}
			if err := tx.QueryRow(query, 1).Scan(new(int)); err == nil {
				t.Error("a table that is gone was read")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2*maxRemembered + 1 {
		var n int
		err := db.QueryRowContext(t.Context(), fmt.Sprintf(`SELECT %d + $1`, i), 1).Scan(&n)
		if err != nil || n != i+1 {
			t.Fatal(i, n, err)
		}
	}
}

// TestAsked counts queries.
func TestAsked(t *testing.T) {
	var asked []string
	db := opened(t, Config{Dir: t.TempDir(), Asked: func(query string) {
		asked = append(asked,
			query)
	}})
	asked = nil
	if _, _, err := db.Meta(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(t.Context(), `SELECT 1`)
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 2 || asked[1] != `SELECT 1` {
		t.Errorf("told of %q", asked)
	}
}
