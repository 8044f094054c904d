package system

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/internal/store"
)

// unused opens and closes a database, which fails where another process has it open. A
// schema that is newer than this program is no reason to keep it.
func unused(ctx context.Context, dir string) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil // its state is in PostgreSQL
	}
	db, err := store.Open(ctx, store.Config{Dir: dir})
	if errors.Is(err, store.ErrNewer) {
		return nil
	}
	if err != nil {
		return err
	}
	return db.Close()
}

// made are the entries of a data directory that a system makes.
var made = []string{"db", "bus", "keys", "requests", "addresses.json"}

// Reset removes everything that a system has made in a data directory, and nothing
// else. A directory that a running system uses, or that is none of ours, is refused.
func Reset(ctx context.Context, data string) error {
	if seed, err := os.ReadFile(filepath.Join(data, "keys", seedFile)); err != nil ||
		len(seed) != len(estate.Seed{}) {
		return fmt.Errorf("%s is no data directory of mains: nothing is removed", data)
	}
	if err := unused(ctx, filepath.Join(data, "db")); err != nil {
		return err
	}
	for _, name := range made {
		if err := os.RemoveAll(filepath.Join(data, name)); err != nil {
			return err
		}
	}
	return nil
}
