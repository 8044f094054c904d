package system

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/internal/store"
)

// made are the entries of a data directory that a system makes.
var made = []string{"db", "bus", "keys", "requests", "addresses.json"}

// Reset removes everything that a system has made in a data directory, and nothing
// else. A directory that a running system uses, or that is none of ours, is refused.
func Reset(ctx context.Context, data string) error {
	if _, err := os.Stat(filepath.Join(data, "db")); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is no data directory of mains: nothing is removed", data)
	}
	// Opening it proves that it is ours and that nobody else has it open. A schema
	// that is newer than this program is no reason to keep it.
	db, err := store.Open(ctx, store.Config{Dir: filepath.Join(data, "db")})
	if err != nil && !errors.Is(err, store.ErrNewer) {
		return err
	}
	if err == nil {
		if err := db.Close(); err != nil {
			return err
		}
	}
	for _, name := range made {
		if err := os.RemoveAll(filepath.Join(data, name)); err != nil {
			return err
		}
	}
	return nil
}
