package ca

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/smki"
)

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
		if strings.HasPrefix(f.Name(), durable.Unfinished) {
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
	if err := durable.WriteFile(name+".key", key); err != nil {
		return err
	}
	return durable.WriteFile(name+".pem", c.Certificate.EncodePEM())
}
