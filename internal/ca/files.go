package ca

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mains-energy/mains/smki"
)

// unfinished begins the names of files that are being written.
const unfinished = ".unfinished-"

// openDir makes the key directory, clears what a crash left unfinished in it, and
// reads it.
func openDir(dir string) (*smki.KeyStore, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), unfinished) {
			if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
				return nil, err
			}
		}
	}
	keys, err := smki.ReadDirectory(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	// We wrote these files ourselves, so each has to be what its name says.
	for _, problem := range keys.Problems() {
		return nil, errors.New(problem.String())
	}
	return keys, nil
}

// writeCredential writes key and certificate, durably. The key comes first, so that
// after a crash there may be a key without certificate, which nobody has relied on,
// and never a certificate without its key.
func writeCredential(dir string, c *smki.Credential) error {
	name := filepath.Join(dir, c.FileName())
	if err := os.Remove(name + ".pem"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	key, err := smki.EncodeKeyPEM(c.Key)
	if err != nil {
		return err
	}
	if err := WriteFile(name+".key", key); err != nil {
		return err
	}
	return WriteFile(name+".pem", c.Certificate.EncodePEM())
}

// WriteFile writes a file that only its owner may read: all of it or nothing, and
// durably.
func WriteFile(name string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), unfinished+"*") // mode 0600
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
