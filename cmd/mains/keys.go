package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// keysCommand is what can be done with key stores, one field a use.
type keysCommand struct {
	List   listKeys   `cmd:"" help:"List the certificates and keys in a key store."`
	Show   showKeys   `cmd:"" help:"Show a certificate, a certification request or a key field by field."`
	Make   makeKeys   `cmd:"" help:"Make the keys and certificates of an organisation or a Device."`
	Import importKeys `cmd:"" help:"Copy a key store into another, a directory or a JSON file."`
}

// keySource says which key stores are read.
type keySource struct {
	Keys string `placeholder:"FILE|DIR" help:"Key store: a JSON file or a directory (default: those of the system in --data)."`
	Data string `default:"${data}" placeholder:"DIR" help:"Data directory of a system (default ${data})."`
}

// keyStoreAt is a key store, and where it was read.
type keyStoreAt struct {
	path string
	keys *smki.KeyStore
}

// wantStore says what a key store is.
const wantStore = "want a JSON key store, or a directory of files named <eui>-ds.pem, " +
	"<eui>-ds.key and so on"

// readStore reads a key store that has to hold something.
func readStore(path string) (keyStoreAt, error) {
	keys, err := system.ReadKeys(path)
	if err != nil {
		if info, failed := os.Stat(path); failed == nil && info.IsDir() {
			err = fmt.Errorf("%w: put the file right, or take it out of the directory", err)
		} else if failed == nil {
			err = fmt.Errorf("%w: %s", err, wantStore)
		}
		return keyStoreAt{}, err
	}
	if len(keys.Credentials()) == 0 {
		return keyStoreAt{}, fmt.Errorf("the key store %s holds no keys: %s", path, wantStore)
	}
	return keyStoreAt{path, keys}, nil
}

// read reads the key store of --keys, else those of the system: the one that it was
// given, and its own.
func (k keySource) read() ([]keyStoreAt, error) {
	if k.Keys != "" {
		s, err := readStore(k.Keys)
		return []keyStoreAt{s}, err
	}
	at, err := where{Data: k.Data}.find()
	if err != nil {
		at = addresses{} // it need not be running
	}
	own := filepath.Join(k.Data, "keys")
	var all []keyStoreAt
	for _, path := range []string{at.Keys, own} {
		if path == "" {
			continue
		}
		s, err := readStore(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no keys in %s: start a system with mains serve, or name a key "+
			"store with --keys", own)
	}
	return all, nil
}

// ownerOf is the EUI-64 that name is, or stands for as an alias.
func ownerOf(name string) (eui.ID, bool) {
	if party, known := system.FindParty(name); known {
		return party.EUI, true
	}
	id, err := eui.Parse(name)
	return id, err == nil && !id.IsZero()
}

// heldBy lists the credentials of id in a key store, in the store's order.
func (s keyStoreAt) heldBy(id eui.ID) []*smki.Credential {
	return slices.DeleteFunc(s.keys.Credentials(), func(c *smki.Credential) bool {
		return c.EUI != id
	})
}

// nobody says that no key store has anything of id.
func nobody(id eui.ID, sources []keyStoreAt) error {
	paths := sources[0].path
	for _, s := range sources[1:] {
		paths += " and " + s.path
	}
	return fmt.Errorf("no certificate and no key of %s in %s: mains keys list shows whose are there",
		id, paths)
}
