package system

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/store"
)

// backupVersion is that of the lines of a backup.
const backupVersion = 1

// BackupHead is the first line of a backup.
type BackupHead struct {
	Version int       `json:"version"`
	Made    time.Time `json:"made"`
	Schema  []int64   `json:"schema"` // migrations of the database
}

// BackupCount says what a backup holds.
type BackupCount struct {
	BackupHead
	Files  int    `json:"files"`
	Tables int    `json:"tables"`
	Rows   int    `json:"rows"`
	Signer string `json:"signer"` // the fingerprint of the key that signed it
}

// SignedBy refuses a backup that another key has signed than the one with a fingerprint; empty: any
// may have.
func (c BackupCount) SignedBy(signer string) error { return chained.SignedBy(c.Signer, signer) }

// backupLine is a line of a backup: one field is set.
type backupLine struct {
	Backup *BackupHead `json:"backup,omitempty"`
	File   *backupFile `json:"file,omitempty"`
	Rows   *store.Part `json:"rows,omitempty"`
}

// IsBackup reports whether a file that begins so is meant to be a backup.
func IsBackup(begin []byte) bool { return chained.Begins(begin, `{"backup":`) }

// backupFile is a file of the data directory.
type backupFile struct {
	Name    string `json:"name"` // within it, with slashes
	Content []byte `json:"content"`
}

// keysOf is where the keys of a data directory are.
func keysOf(data string) string { return filepath.Join(data, "keys") }

// Backup writes a whole installation to w: the keys of its data directory, and its database as of
// one moment, whichever engine it is on. Messages in flight are made anew from the database. What
// it holds is secret. progress is told of rows, and may be nil.
func Backup(
	ctx context.Context, w io.Writer, db *store.DB, data string, made time.Time,
	progress func(rows int),
) (count BackupCount, err error) {
	key, err := archive.Key(keysOf(data), rand.Reader)
	if err != nil {
		return count, err
	}
	count.Version, count.Made = backupVersion, made.UTC()
	count.Signer = chained.Fingerprint(key.Public().(ed25519.PublicKey))
	if count.Schema, err = db.Schema(ctx); err != nil {
		return count, err
	}
	out := chained.NewWriter(w, key)
	if err := out.Line(backupLine{Backup: &count.BackupHead}); err != nil {
		return count, err
	}
	names := fileNames{}
	if err := eachFile(data, func(f backupFile) error {
		if err := names.take(f.Name); err != nil {
			return err
		}
		count.Files++
		return out.Line(backupLine{File: &f})
	}); err != nil {
		return count, err
	}
	table := ""
	if err := db.Dump(ctx, func(p store.Part) error {
		if p.Table != table {
			table = p.Table
			count.Tables++
		}
		count.Rows += len(p.Rows)
		if progress != nil {
			progress(count.Rows)
		}
		return out.Line(backupLine{Rows: &p})
	}); err != nil {
		return count, err
	}
	return count, out.Close()
}

// BackupTo makes a backup as [Backup] does, in a new file, and notes in the database that it was
// made: now is by the clock of the installation, made by the machine's.
func BackupTo(
	ctx context.Context, path string, db *store.DB, data string, now, made time.Time,
	progress func(rows int),
) (count BackupCount, err error) {
	if err := KeepTo(path, func(w io.Writer) (err error) {
		count, err = Backup(ctx, w, db, data, made, progress)
		return err
	}); err != nil {
		return count, err
	}
	if err := governance.NoteBackup(ctx, db, now); err != nil {
		return count, fmt.Errorf("the backup is whole; that it was made is not noted: %w", err)
	}
	return count, nil
}

// fileNames are the names of files of a backup, as a file system has them that knows no capitals.
type fileNames map[string]bool

// take refuses the name of a file that is in no backup: all are below keys/, and none is put in the
// place of another, whatever the system.
func (n fileNames) take(name string) error {
	if !fs.ValidPath(name) || !strings.HasPrefix(name, "keys/") || strings.ContainsAny(name, `\:`) ||
		!filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("a file is called %q: a backup has files below keys/ alone, whose names have "+
			"no \\ and no colon", name)
	}
	small := strings.ToLower(name)
	if n[small] {
		return fmt.Errorf("two files are called %q, but for capitals: a backup has one", name)
	}
	n[small] = true
	return nil
}

// eachFile gives fn the files that a backup has.
func eachFile(data string, fn func(backupFile) error) error {
	return filepath.WalkDir(keysOf(data), func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() ||
			strings.HasPrefix(e.Name(), durable.Unfinished) {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(data, path)
		if err != nil {
			return err
		}
		return fn(backupFile{filepath.ToSlash(name), content})
	})
}

// CheckBackup reads a backup, and says what it holds; a fault of it is a [*chained.Fault].
func CheckBackup(from io.Reader) (count BackupCount, err error) {
	b := newBackup(from)
	table := ""
	for {
		l, more, err := b.next()
		switch {
		case err != nil:
			return count, err
		case !more:
			count.BackupHead, count.Signer = b.head, chained.Fingerprint(b.in.Key())
			return count, nil
		case l.File != nil:
			count.Files++
		case l.Rows != nil:
			if l.Rows.Table != table {
				table = l.Rows.Table
				count.Tables++
			}
			count.Rows += len(l.Rows.Rows)
		}
	}
}

// backup is a backup that is being read.
type backup struct {
	in    *chained.Reader
	head  BackupHead
	names fileNames
}

func newBackup(from io.Reader) *backup {
	return &backup{in: chained.NewReader(from), names: fileNames{}}
}

// next is the next line but the head.
func (b *backup) next() (l backupLine, more bool, err error) {
	for {
		text, err := b.in.Next()
		if errors.Is(err, io.EOF) {
			return l, false, nil
		}
		if err != nil {
			return l, false, err
		}
		l = backupLine{}
		if err := json.NewDecoder(bytes.NewReader(text)).Decode(&l); err != nil {
			return l, false, fmt.Errorf("line %d of the backup cannot be read: %w", b.in.Lines(), err)
		}
		switch first := b.in.Lines() == 1; {
		case first != (l.Backup != nil):
			return l, false, fmt.Errorf("line %d is of no backup: want a file that mains backup made",
				b.in.Lines())
		case first && l.Backup.Version != backupVersion:
			return l, false, fmt.Errorf("the backup is of version %d, and this program reads %d: "+
				"take a newer one", l.Backup.Version, backupVersion)
		case first:
			b.head = *l.Backup
			continue
		case l.File != nil:
			if err := b.names.take(l.File.Name); err != nil {
				return l, false, fmt.Errorf("line %d of the backup: %w", b.in.Lines(), err)
			}
		}
		return l, true, nil
	}
}
