package ca

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"github.com/mains-energy/mains/smki"
)

// archiveFolder is where everything in the archive is: a published client finds the
// key of a certificate by swapping /cert/ for /key/, which takes a folder above them.
const archiveFolder = "org-crypto"

// OrgCryptoZip is the archive of organisation certificates and private keys that
// test tools fetch: org-crypto/cert/NAME.pem and org-crypto/key/NAME.key, where NAME
// says role and usage as in published key stores. The same keys make the same octets.
// Authorities are not in it.
func (c *CA) OrgCryptoZip() ([]byte, error) {
	type file struct {
		name string
		text []byte
	}
	var files []file
	taken := make(map[string]bool)
	for _, credential := range c.KeyStore().Credentials() {
		if !credential.Complete() || credential.Certificate.Kind != smki.Organisation {
			continue
		}
		name := credential.Name
		if !plain(name) || taken[name] {
			name = smki.ConventionalName(credential.EUI, credential.Role(), credential.Usage,
				credential.PrePayment)
		}
		if taken[name] {
			name += "-" + serialText(credential.Certificate.SerialNumber)
		}
		taken[name] = true
		key, err := smki.EncodeKeyPEM(credential.Key)
		if err != nil {
			return nil, err
		}
		files = append(files,
			file{archiveFolder + "/cert/" + name + ".pem", credential.Certificate.EncodePEM()},
			file{archiveFolder + "/key/" + name + ".key", key})
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		entry, err := w.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(f.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// plain reports whether a name from outside can be part of a file name everywhere.
func plain(name string) bool {
	return name != "" && strings.IndexFunc(name, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
}
