package system

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/governance/inquiry"
	"github.com/mains-energy/mains/internal/page"
)

// KeepTo makes a new file, for its owner alone, of what write writes; nothing is left of it where
// that fails. A file that is there is not touched.
func KeepTo(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Archive writes to a new file what a person, or with an empty person everyone, may see of the
// Code. The key that signs it is that of the data directory.
func Archive(
	ctx context.Context, c *governance.Code, data, person, path string, progress func(done int),
) (count archive.Count, err error) {
	who := ""
	if person != "" {
		rec, ok, err := inquiry.Called(inquiry.Everything(ctx, c), person, "person")
		if err != nil {
			return count, err
		}
		if !ok {
			return count, fmt.Errorf("%w %s: mains code list people says whom it has", errNobody, person)
		}
		who = rec.Identity()
	}
	key, err := archive.Key(keysOf(data), rand.Reader)
	if err != nil {
		return count, err
	}
	return count, KeepTo(path, func(w io.Writer) error {
		count, err = c.Archive(ctx, w, who, key, progress)
		return err
	})
}

// kept is what the controls that write files are asked for.
type kept struct {
	For    string `json:"for"` // whom an archive is for; empty: everyone
	To     string `json:"to"`  // the file, which is not there yet
	Secret string `json:"secret"`
}

// keeping reads what a control is asked for, and refuses who does not know the secret.
func (s *System) keeping(r *http.Request) (k kept, err error) {
	if err := body(r, &k); err != nil {
		return k, err
	}
	if !filepath.IsAbs(k.To) {
		return k, wrong("to %q: want the whole path of a new file", k.To)
	}
	return k, s.knows(k.Secret)
}

// archiveTo is the control that writes an archive.
func (s *System) archiveTo(r *http.Request) (any, error) {
	k, err := s.keeping(r)
	if err != nil {
		return nil, err
	}
	count, err := Archive(r.Context(), s.code, s.config.Data, k.For, k.To, nil)
	return count, refusedFile(err)
}

// backupTo is the control that writes a backup.
func (s *System) backupTo(r *http.Request) (any, error) {
	k, err := s.keeping(r)
	if err != nil {
		return nil, err
	}
	count, err := BackupTo(r.Context(), k.To, s.db, s.config.Data, s.clock.Now(),
		s.config.Wall.Now(), nil)
	return count, refusedFile(err)
}

// refusedFile makes what is wrong with the file, or with whom it is for, an error of the caller.
func refusedFile(err error) error {
	var path *os.PathError
	if errors.As(err, &path) || errors.Is(err, errNobody) || errors.Is(err, page.ErrNotFound) {
		return wrong("%v", err)
	}
	return err
}

// archivePath is where the portal has the archive of what everyone may see.
const archivePath = "/code.archive"

// openArchive serves the archive of what everyone may see.
func (s *System) openArchive() http.Handler {
	h := archive.NewHandler(archive.Serving{Last: s.code.Register().Last, Wall: s.config.Wall,
		Log: s.log, Make: func(ctx context.Context, w io.Writer) error {
			key, err := archive.Key(keysOf(s.config.Data), rand.Reader)
			if err != nil {
				return err
			}
			_, err = s.code.Archive(ctx, w, "", key, nil)
			return err
		}})
	s.close = append(s.close, h.Close)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != archivePath {
			http.Error(w, "the archive is got from "+archivePath, http.StatusNotFound)
			return
		}
		h.ServeHTTP(w, r)
	})
}
