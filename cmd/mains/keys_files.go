package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// keyTarget is a key directory that is to be written to.
type keyTarget struct {
	dir  string
	held *smki.KeyStore // empty where the directory is not there
	made bool           // it is not there
}

// openTarget reads the key directory that dir is, or is to be.
func openTarget(dir string) (*keyTarget, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &keyTarget{dir: dir, held: &smki.KeyStore{}, made: true}, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file: want a directory", dir)
	}
	held, err := system.ReadKeys(dir)
	if err != nil {
		return nil, err
	}
	return &keyTarget{dir: dir, held: held}, nil
}

// authorities lists the files of the authorities that are complete, keys included.
func (t *keyTarget) authorities() (names []string) {
	for _, held := range t.held.Credentials() {
		if held.Complete() && held.Certificate.Kind == smki.Authority {
			names = append(names, held.FileName()+".key", held.FileName()+".pem")
		}
	}
	return names
}

// at is what the directory holds under the file name of a credential.
func (t *keyTarget) at(name string) *smki.Credential {
	for _, held := range t.held.Credentials() {
		if held.FileName() == name {
			return held
		}
	}
	return nil
}

// spare takes out of files, which hold the credentials of keys, what is in the
// directory already, however it is written there.
func (t *keyTarget) spare(files map[string][]byte, keys *smki.KeyStore) {
	for _, c := range keys.Credentials() {
		held := t.at(c.FileName())
		if held == nil {
			continue
		}
		if held.Key != nil && c.Key != nil && held.Key.Equal(c.Key) {
			delete(files, c.FileName()+".key")
		}
		bare := c.Certificate == nil && c.Key == nil && held.Public.Equal(c.Public)
		same := c.Certificate != nil && held.Certificate != nil &&
			held.Certificate.Equal(c.Certificate.Certificate)
		if bare || same {
			delete(files, c.FileName()+".pem")
		}
	}
}

// taken lists which files are in the directory already, sorted.
func (t *keyTarget) taken(files map[string][]byte) (names []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, err := os.Lstat(filepath.Join(t.dir, name))
		switch {
		case err == nil:
			names = append(names, name)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return names, nil
}

// widowed lists the files that would stay beside the other half of another pair: the
// key of a certificate that files, which hold the credentials of keys, replace, or the
// certificate of a key.
func (t *keyTarget) widowed(files map[string][]byte, keys *smki.KeyStore) (names []string) {
	for _, c := range keys.Credentials() {
		name := c.FileName()
		held := t.at(name)
		if held == nil || held.Public.Equal(c.Public) {
			continue
		}
		if held.Key != nil && files[name+".key"] == nil {
			names = append(names, name+".key")
		}
		if held.Certificate != nil && files[name+".pem"] == nil {
			names = append(names, name+".pem")
		}
	}
	return names
}

// unfinishedKeys begins the names of files that are not in their place yet. The key
// infrastructure clears what is left of them when it opens such a directory.
const unfinishedKeys = ".unfinished-"

// install puts files into the directory, all or none: in a new directory by one
// rename; in one that is there each file is written beside its place first, and what
// was renamed is put back when a later one cannot be. Files that are there are replaced.
func (t *keyTarget) install(files map[string][]byte) (err error) {
	switch {
	case len(files) == 0:
		return nil
	case t.made:
		return t.installNew(files)
	}
	names := slices.Sorted(maps.Keys(files)) // a key before its certificate
	was := map[string][]byte{}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(t.dir, name))
		if err == nil {
			was[name] = text
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	defer func() {
		for _, name := range names {
			failed := os.Remove(filepath.Join(t.dir, unfinishedKeys+name))
			if failed != nil && !errors.Is(failed, fs.ErrNotExist) {
				err = errors.Join(err, failed)
			}
		}
	}()
	for _, name := range names {
		if err := durable.WriteFile(filepath.Join(t.dir, unfinishedKeys+name), files[name]); err != nil {
			return err
		}
	}
	for i, name := range names {
		path := filepath.Join(t.dir, name)
		if err := os.Rename(filepath.Join(t.dir, unfinishedKeys+name), path); err != nil {
			return errors.Join(err, t.putBack(names[:i], was))
		}
	}
	return nil
}

// putBack undoes what was renamed.
func (t *keyTarget) putBack(names []string, was map[string][]byte) (err error) {
	for _, name := range names {
		path := filepath.Join(t.dir, name)
		if text, replaced := was[name]; replaced {
			err = errors.Join(err, durable.WriteFile(path, text))
		} else {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}

// installNew makes the directory with files in it.
func (t *keyTarget) installNew(files map[string][]byte) (err error) {
	dir := filepath.Clean(t.dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	stage, err := os.MkdirTemp(filepath.Dir(dir), unfinishedKeys)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := durable.WriteFile(filepath.Join(stage, name), files[name]); err != nil {
			return errors.Join(err, os.RemoveAll(stage))
		}
	}
	if err := os.Rename(stage, dir); err != nil {
		return errors.Join(err, os.RemoveAll(stage))
	}
	return nil
}

// isAuthorityFile reports whether a file is of an authority, which nothing replaces.
func isAuthorityFile(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return strings.HasSuffix(stem, "-ca")
}
