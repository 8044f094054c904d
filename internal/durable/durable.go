// Package durable writes files that are there whole or not at all, whatever happens.
package durable

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// Unfinished begins the names of files that are being written, which lie beside what they are to
// become. A crash leaves one: whoever owns the directory may remove what begins so.
const Unfinished = ".unfinished-"

// WriteFile writes a file that only its owner may read, or replaces it: who opens it finds the old
// one or the new one, and once WriteFile has returned without an error that is the new one, after
// a crash too. The directory has to be there. WriteFile keeps nothing of text.
func WriteFile(name string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), Unfinished+"*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(name))
}

// Move gives a file or a directory, which is whole by then, another place on its file system, where
// nothing is: it is in one place or the other, and once Move has returned without an error in the
// new one, after a crash too.
func Move(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return errors.Join(syncDir(filepath.Dir(to)), syncDir(filepath.Dir(from)))
}

// Remove removes a file or a directory with all that is in it, if it is there; once it has returned
// without an error, after a crash too.
func Remove(name string) error {
	return errors.Join(os.RemoveAll(name), syncDir(filepath.Dir(name)))
}

// syncDir makes a rename durable. Windows has no such call and does it by itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
