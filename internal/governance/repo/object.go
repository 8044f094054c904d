package repo

import (
	"bytes"
	"compress/zlib"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// ErrUnknown: there is no such commit.
var ErrUnknown = errors.New("not in the repository")

// stored is an object as a row has it.
type stored struct {
	hash plumbing.Hash
	kind plumbing.ObjectType
	size int64
	data []byte // zlib, as a pack has it too
}

// encoder is what go-git makes an object of.
type encoder interface {
	Encode(plumbing.EncodedObject) error
}

// pack makes a row of an object's content.
func pack(kind plumbing.ObjectType, content []byte) (stored, error) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		return stored{}, err
	}
	if err := w.Close(); err != nil {
		return stored{}, err
	}
	return stored{
		plumbing.ComputeHash(kind, content), kind, int64(len(content)), b.Bytes(),
	}, nil
}

// encode makes a row of a commit, a tree or a tag.
func encode(e encoder) (stored, error) {
	var m plumbing.MemoryObject
	if err := e.Encode(&m); err != nil {
		return stored{}, err
	}
	content, err := contentOf(&m)
	if err != nil {
		return stored{}, err
	}
	return pack(m.Type(), content)
}

func contentOf(m *plumbing.MemoryObject) ([]byte, error) {
	r, err := m.Reader()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// content is what the row holds.
func (s stored) content() ([]byte, error) {
	content, err := inflate(s.data, s.size)
	if err != nil {
		return nil, fmt.Errorf("repo: object %s is damaged, restore the database: %w", s.hash, err)
	}
	return content, nil
}

func inflate(data []byte, size int64) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(r, content); err != nil {
		return nil, err
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || !errors.Is(err, io.EOF) { // and the checksum
		return nil, errors.Join(errors.New("more than its size says"), err)
	}
	return content, nil
}

// object is the object as go-git reads it.
func (s stored) object() (*plumbing.MemoryObject, error) {
	content, err := s.content()
	if err != nil {
		return nil, err
	}
	m := &plumbing.MemoryObject{}
	m.SetType(s.kind)
	_, err = m.Write(content)
	return m, err
}

// parseHash reads a hash as people and the register write it.
func parseHash(hash string) (plumbing.Hash, error) {
	if !plumbing.IsHash(hash) {
		return plumbing.ZeroHash, fmt.Errorf("repo: %q: %w: want 40 hexadecimal digits",
			cut(hash), ErrUnknown)
	}
	return plumbing.NewHash(hash), nil
}

// cut shortens what was given, for a message.
func cut(s string) string { return s[:min(len(s), 60)] }

// many is how many rows a statement reads or writes at most. It takes a power of two of them,
// so that there are few texts of statements.
const many = 32

// batches calls do with up to many items at a time, a power of two.
func batches[T any](items []T, do func([]T) error) error {
	for n := many; len(items) > 0; items = items[n:] {
		for n > len(items) {
			n /= 2
		}
		if err := do(items[:n]); err != nil {
			return err
		}
	}
	return nil
}

// places is "$1, $2, …" for n arguments from the first on.
func places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// querier reads: the database, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// selectIn reads the rows of a table with these hashes, in no order.
func selectIn(ctx context.Context, q querier, query string, hashes []plumbing.Hash,
	row func(*sql.Rows) error,
) error {
	return batches(hashes, func(hashes []plumbing.Hash) (err error) {
		args := make([]any, len(hashes))
		for i, h := range hashes {
			args[i] = h[:]
		}
		rows, err := q.QueryContext(ctx, query+` WHERE hash IN (`+places(1, len(args))+`)`, args...)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			if err := row(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// objects reads objects by hash, in no order; all are there, and none is named twice.
func (r *Repo) objects(
	ctx context.Context, hashes []plumbing.Hash, each func(stored) error,
) error {
	left := make(map[plumbing.Hash]bool, len(hashes))
	for _, h := range hashes {
		left[h] = true
	}
	err := selectIn(ctx, r.db, `SELECT hash, kind, size, data FROM repo_object`, hashes,
		func(rows *sql.Rows) error {
			var s stored
			var hash []byte
			if err := rows.Scan(&hash, &s.kind, &s.size, &s.data); err != nil {
				return err
			}
			copy(s.hash[:], hash)
			delete(left, s.hash)
			return each(s)
		})
	if err != nil {
		return err
	}
	for h := range left {
		return fmt.Errorf("repo: object %s: %w", h, ErrUnknown)
	}
	return nil
}

// one reads one object of a kind.
func (r *Repo) one(
	ctx context.Context, kind plumbing.ObjectType, hash plumbing.Hash,
) (found *plumbing.MemoryObject, err error) {
	err = r.objects(ctx, []plumbing.Hash{hash}, func(s stored) (err error) {
		if s.kind != kind {
			return fmt.Errorf("repo: object %s: %w as a %s: it is a %s", hash, ErrUnknown, kind, s.kind)
		}
		found, err = s.object()
		return err
	})
	return found, err
}

// insertRows inserts a row for each item, unless it is there; into names the table and its columns.
func insertRows[T any](ctx context.Context, tx *sql.Tx, into string, items []T,
	row func(T) []any,
) error {
	return batches(items, func(items []T) error {
		var args []any
		var rows []string
		for _, item := range items {
			columns := row(item)
			rows = append(rows, "("+places(len(args)+1, len(columns))+")")
			args = append(args, columns...)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO `+into+` VALUES `+strings.Join(rows, ", ")+
			` ON CONFLICT DO NOTHING`, args...)
		return err
	})
}

func insertObjects(ctx context.Context, tx *sql.Tx, all []stored) error {
	return insertRows(ctx, tx, `repo_object (hash, kind, size, data)`, all,
		func(s stored) []any { return []any{s.hash[:], int64(s.kind), s.size, s.data} })
}
