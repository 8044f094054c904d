package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

const (
	databaseName = "mains.db"
	lockName     = "mains.lock"
	// applicationID marks the file as ours, in the header where `file` looks: "MAIN".
	applicationID = 0x4D41494E
	// minReaders is how many reads go on at once at least; each open connection may
	// hold 2 MB of pages.
	minReaders = 4
)

// sqlite is the engine in this process, over one file in a directory.
type sqlite struct {
	dir   string
	fresh bool // the file was not there, or nothing in it
}

func (s *sqlite) String() string { return filepath.Join(s.dir, databaseName) }

// claim takes the directory for this process, and makes it where it is absent.
func (s *sqlite) claim() (io.Closer, error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: data directory: %w", err)
	}
	if err := s.ours(); err != nil {
		return nil, err
	}
	// The file stays: it marks the directory as ours.
	lock, err := Lock(filepath.Join(s.dir, lockName))
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", s.dir, err)
	}
	return lock, nil
}

// ours refuses a directory with files but none of ours, so that a slip in a flag
// does not scatter a database among somebody's papers.
func (s *sqlite) ours() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("store: data directory: %w", err)
	}
	foreign := ""
	for _, e := range entries {
		switch e.Name() {
		case databaseName, lockName:
			return s.header()
		case "lost+found": // the root of a file system
		default:
			foreign = e.Name()
		}
	}
	if foreign != "" {
		return fmt.Errorf("store: %s: %w: it holds %q and no %s; name an empty or a new directory",
			s.dir, ErrForeign, foreign, databaseName)
	}
	s.fresh = true
	return nil
}

// header reads the mark of SQLite and ours: octets 0 to 15 and 68 to 71 of the file.
func (s *sqlite) header() error {
	f, err := os.Open(s.String())
	if errors.Is(err, fs.ErrNotExist) {
		s.fresh = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("store: database file: %w", err)
	}
	defer f.Close()
	var b [100]byte
	n, err := io.ReadFull(f, b[:])
	if n == 0 && errors.Is(err, io.EOF) {
		s.fresh = true // stopped before its first page was written
		return nil
	}
	id := binary.BigEndian.Uint32(b[68:])
	if err != nil || string(b[:16]) != "SQLite format 3\x00" || id != applicationID {
		return fmt.Errorf("store: %s: %w: name another directory, or move this file away", s, ErrForeign)
	}
	return nil
}

func (s *sqlite) open(context.Context) (writer, reader *sql.DB, err error) {
	// busy_timeout is for other programs that look into the file, in milliseconds. In memory
	// is what undoes a statement alone, and what is sorted: else a file, written page by page. What
	// is deleted is overwritten: addresses that are erased do not lie about in the file.
	common := []string{"busy_timeout(5000)", "foreign_keys(1)", "synchronous(FULL)",
		"temp_store(MEMORY)", "secure_delete(1)"}
	write := common
	if s.fresh { // the mark first, so that it is in the file and not in its journal
		write = append(write[:len(write):len(write)], fmt.Sprintf("application_id(%d)", applicationID))
	}
	w, err := s.connector(append(write, "journal_mode(WAL)")...)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.connector(append(common, "query_only(1)")...)
	if err != nil {
		return nil, nil, err
	}
	writer, reader = sql.OpenDB(steady{remembering{w}}), sql.OpenDB(remembering{r})
	writer.SetMaxOpenConns(1)
	readers := max(minReaders, runtime.GOMAXPROCS(0))
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return writer, reader, nil
}

func (s *sqlite) connector(pragmas ...string) (c connector, err error) {
	path, err := filepath.Abs(s.String())
	if err != nil {
		return nil, err
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/…
	}
	query := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	name := url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}
	return driver.NewConnector(name.String())
}

// exclusive needs nothing: the lock file keeps others out.
func (s *sqlite) exclusive(context.Context, *sql.DB, int64) (func() error, error) {
	return func() error { return nil }, nil
}

func (s *sqlite) applied(ctx context.Context, db *sql.DB) ([]int64, error) {
	return applied(ctx, db, `SELECT count(*) FROM sqlite_master WHERE name = '`+versionTable+`'`)
}

func (s *sqlite) tables(ctx context.Context, q querier) ([]string, error) {
	return named(ctx, q, `SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT LIKE 'sqlite%' ORDER BY name`)
}

func (s *sqlite) classify(err error) (error, bool) {
	var e *driver.Error
	if !errors.As(err, &e) {
		full := errors.Is(err, syscall.ENOSPC)
		return withFull(err, full), full
	}
	switch e.Code() & 0xFF { // the rest of an extended code is detail
	case codes.SQLITE_FULL:
		return withFull(err, true), true
	case codes.SQLITE_IOERR, codes.SQLITE_CORRUPT,
		codes.SQLITE_READONLY, codes.SQLITE_CANTOPEN:
		return err, true
	case codes.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrForeign, err), true
	}
	return err, false
}

// withFull adds ErrFull, and what to do, to an error of a full disk.
func withFull(err error, is bool) error {
	if !is || errors.Is(err, ErrFull) {
		return err
	}
	return fmt.Errorf("%w: make room and start again: %w", ErrFull, err)
}

// lockedBy is ErrLocked with the process that a lock file names, if it does.
func lockedBy(pid string) error {
	who := "another process"
	if n, err := strconv.Atoi(strings.TrimSpace(pid)); err == nil {
		who = fmt.Sprintf("process %d", n)
	}
	return fmt.Errorf("%w by %s: stop it, or name another directory", ErrLocked, who)
}
