package system

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/store"
)

// restoring is the directory, in a data directory, in which an installation is made of a backup.
// While it is there the data directory holds none.
const restoring = ".restoring"

// restoreLock is the file, beside it, that the process has locked which does so.
const restoreLock = restoring + ".lock"

// Whole refuses a data directory in which a restore makes an installation, or did until it was cut
// off.
func Whole(data string) error {
	if _, err := os.Lstat(filepath.Join(data, restoring)); err != nil {
		return nil // whoever opens the directory finds what else is wrong with it
	}
	return fmt.Errorf("a restore into %s is not finished: wait until it is; where it was cut off, "+
		"run mains restore again, which begins anew", data)
}

// Restore makes an installation of a backup, in a data directory with nothing in it, with the
// database in it or, where db is set, in a PostgreSQL that has none. A backup with a fault, or of
// another signer than the one whose fingerprint is given, is refused before anything is made;
// empty: anybody may have signed it. Where Restore is cut off, [Whole] or [store.Open] refuses what
// is left, and the next Restore begins anew.
func Restore(
	ctx context.Context, from io.ReadSeeker, data, db, signer string, progress func(rows int),
) (count BackupCount, err error) {
	if count, err = CheckBackup(from); err == nil {
		err = count.SignedBy(signer)
	}
	if err != nil {
		return count, err
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return count, err
	}
	r := &restorer{backup: newBackup(from), data: data, remote: db != "", signer: count.Signer,
		progress: progress}
	lock, err := r.begin()
	if err != nil {
		return count, err
	}
	where := store.Config{Dir: r.made("db")}
	if r.remote {
		where = store.Config{URL: db}
	}
	err = store.Load(ctx, where, store.Copy{Schema: count.Schema, Lineage: rand.Text()}, r.part)
	if err == nil && !r.remote {
		err = r.place()
	}
	if err != nil {
		err = errors.Join(err, r.undo(r.placed))
	}
	return count, errors.Join(err, r.unlock(lock))
}

// restorer puts back what it reads.
type restorer struct {
	*backup
	data     string
	remote   bool // the database is not in the data directory
	signer   string
	rows     int
	placed   []string
	progress func(rows int)
}

// restored are the entries of a data directory that a restore makes, in the order in which they
// are put there.
var restored = []string{"keys", "db"}

// made is where an entry of the data directory is made.
func (r *restorer) made(name string) string { return filepath.Join(r.data, restoring, name) }

// begin makes room for what is restored, and takes away what was left of a restore that was cut
// off. Nobody else restores into the data directory until the lock is closed.
func (r *restorer) begin() (lock io.Closer, err error) {
	if err := vacant(r.data); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(r.data, 0o700); err != nil {
		return nil, err
	}
	lock, err = store.Lock(filepath.Join(r.data, restoreLock))
	if err != nil {
		return nil, fmt.Errorf("a restore into %s: %w", r.data, err)
	}
	cut := Whole(r.data) != nil
	err = vacant(r.data) // another may have ended meanwhile
	if err == nil && cut {
		err = r.undo(restored)
	}
	if err == nil {
		err = os.Mkdir(filepath.Join(r.data, restoring), 0o700)
	}
	if err != nil {
		return nil, errors.Join(err, r.unlock(lock))
	}
	return lock, nil
}

// unlock lets others restore into the data directory. Where the file of the lock cannot be removed
// it stays: that changes nothing.
func (r *restorer) unlock(lock io.Closer) error {
	err := lock.Close()
	_ = os.Remove(filepath.Join(r.data, restoreLock))
	return err
}

// vacant refuses a data directory that has anything in it, but for what an operating system puts
// there, and what was left of a restore that was cut off.
func vacant(data string) error {
	entries, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	cut := Whole(data) != nil
	var others []string
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "lost+found", name == restoring, name == restoreLock:
		case cut && slices.Contains(restored, name):
		default:
			others = append(others, name)
		}
	}
	if len(others) == 0 {
		return nil
	}
	some := strings.Join(others[:min(3, len(others))], ", ")
	if len(others) > 3 {
		some += fmt.Sprintf(" and %d more", len(others)-3)
	}
	return fmt.Errorf("%s is not empty: it has %s; a backup is restored where there is nothing yet: "+
		"name another directory", data, some)
}

// part is the next rows; files that come before them are written. Where the database is remote all
// is in its place before it is known to be whole, and else after that.
func (r *restorer) part() (p store.Part, more bool, err error) {
	for {
		l, more, err := r.next()
		if err != nil {
			return p, false, err
		}
		if !more {
			return p, false, r.read()
		}
		if l.File != nil {
			path := r.made(filepath.FromSlash(l.File.Name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return p, false, err
			}
			if err := durable.WriteFile(path, l.File.Content); err != nil {
				return p, false, err
			}
		}
		if l.Rows != nil {
			if r.rows += len(l.Rows.Rows); r.progress != nil {
				r.progress(r.rows)
			}
			return *l.Rows, true, nil
		}
	}
}

// read is called when all was read, and nothing is committed yet.
func (r *restorer) read() error {
	if chained.Fingerprint(r.in.Key()) != r.signer {
		return errors.New("the backup was replaced while it was read")
	}
	if r.remote {
		return r.place()
	}
	return nil
}

// place puts in place what was made. The directory that it was made in goes last: until then it is
// no installation.
func (r *restorer) place() error {
	for _, name := range restored {
		if _, err := os.Lstat(r.made(name)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := durable.Move(r.made(name), filepath.Join(r.data, name)); err != nil {
			return err
		}
		r.placed = append(r.placed, name)
	}
	return durable.Remove(filepath.Join(r.data, restoring))
}

// undo takes away what was made of an installation that cannot be finished, and what was placed of
// it.
func (r *restorer) undo(placed []string) error {
	var errs []error
	for _, name := range placed {
		errs = append(errs, os.RemoveAll(filepath.Join(r.data, name)))
	}
	return errors.Join(append(errs, durable.Remove(filepath.Join(r.data, restoring)))...)
}
