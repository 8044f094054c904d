package smki

import (
	"crypto/ecdsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/mains-energy/mains/eui"
)

// maxFileSize bounds a file of a key store, in octets: a certificate in PEM with
// whatever a tool writes before it has a few thousand.
const maxFileSize = 1 << 16

// label is what the name of a file says about what is in it.
type label struct {
	id         eui.ID
	usage      Usage
	prePayment bool
	xml        bool
}

// endings are the ends of file names without extension, behind <eui>-.
var endings = []struct {
	text string
	label
}{
	{"ds", label{usage: DigitalSignature}},
	{"ka", label{usage: KeyAgreement}},
	{"pp-ka", label{usage: KeyAgreement, prePayment: true}},
	{"xml", label{usage: DigitalSignature, xml: true}},
	{"xml-ds", label{usage: DigitalSignature, xml: true}},
	{"ca", label{usage: KeyCertSign}},
}

// parseLabel reads a file name without extension: <eui>-ds.
func parseLabel(stem string) (label, bool) {
	owner, ending, _ := strings.Cut(stem, "-")
	id, err := eui.Parse(owner)
	for _, e := range endings {
		if e.text == ending && err == nil {
			l := e.label
			l.id = id
			return l, true
		}
	}
	return label{}, false
}

// FileName is the name of the credential's files in the directory form, without the
// extensions .pem and .key: 90b3d51f30010000-ds.
func (c *Credential) FileName() string {
	ending := ""
	switch {
	case c.Usage == KeyCertSign:
		ending = "ca"
	case c.PrePayment:
		ending = "pp-ka"
	case c.Usage == KeyAgreement:
		ending = "ka"
	case c.Role().SignsXML():
		ending = "xml"
	default:
		ending = "ds"
	}
	return c.EUI.Hex() + "-" + ending
}

// ReadDirectory reads a key store in the directory form, at the root of fsys:
//
//	<eui>-ds.pem    certificate for digital signature    <eui>-ds.key  its private key
//	<eui>-ka.pem    for key agreement                    …
//	<eui>-pp-ka.pem for key agreement about prepayment
//	<eui>-xml.pem   for XML signatures; also <eui>-xml-ds.pem
//	<eui>-ca.pem    of an authority
//
// with the EUI-64 as 16 hexadecimal digits. Files of other names are passed over.
// Either of a pair may be missing, and a .pem may hold a public key alone. What is
// not as the name says is read for what it is, and told by [KeyStore.Problems]: the
// published directory has a certificate of somebody else in one place, beside the
// right key. A file that cannot be read at all is an error.
func ReadDirectory(fsys fs.FS) (*KeyStore, error) {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("smki: read a key directory: %w", err)
	}
	var stems []string
	for _, f := range files {
		stem, extension, _ := strings.Cut(f.Name(), ".")
		if (extension == "pem" || extension == "key") && !f.IsDir() && !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	s := &KeyStore{}
	for _, stem := range stems {
		l, ok := parseLabel(stem)
		if !ok {
			continue
		}
		if err := s.readPair(fsys, stem, l); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// readPair reads <stem>.pem and <stem>.key, as far as they are there.
func (s *KeyStore) readPair(fsys fs.FS, stem string, l label) error {
	var certificate *Certificate
	var public *ecdsa.PublicKey
	var key *ecdsa.PrivateKey
	text, err := readFile(fsys, stem+".pem")
	if err == nil && text != nil {
		if block, _ := pem.Decode(text); block != nil && block.Type == pemPublic {
			public, err = parsePublic(block.Bytes)
		} else {
			certificate, err = ParseCertificatePEM(text)
		}
	}
	if err != nil {
		return fmt.Errorf("%s.pem: %w", stem, err)
	}
	text, err = readFile(fsys, stem+".key")
	if err == nil && text != nil {
		key, err = ParseKeyPEM(text)
	}
	if err != nil {
		return fmt.Errorf("%s.key: %w", stem, err)
	}
	if public != nil && key != nil && !key.PublicKey.Equal(public) {
		s.problem(stem, "the private key is not that of the public key")
	}
	if certificate != nil && s.place(stem, l, certificate, key) {
		return nil // the key went with it
	}
	bare := Credential{EUI: l.id, Usage: l.usage, PrePayment: l.prePayment}
	if public != nil {
		s.Add(&Credential{EUI: bare.EUI, Usage: bare.Usage, PrePayment: bare.PrePayment, Public: public})
	}
	bare.Key = key
	s.Add(&bare) // left out where there is no key either
	return nil
}

// place adds a certificate, under its own owner and usage, and reports whether key
// went with it and is not to be added under the name of the file.
func (s *KeyStore) place(stem string, l label, c *Certificate, key *ecdsa.PrivateKey) bool {
	owned := c.EUI == l.id || c.EUI.IsZero() // an authority is known by another name
	switch {
	case !owned:
		s.problem(stem, "the certificate is of "+c.EUI.String())
	case c.Usage != l.usage:
		s.problem(stem, "the certificate is for "+c.Usage.String())
	case l.xml && !c.Role.SignsXML():
		s.problem(stem, "the certificate is for role "+c.Role.String())
	}
	credential := &Credential{Certificate: c, EUI: c.EUI,
		PrePayment: l.prePayment && owned && c.Usage == KeyAgreement}
	if c.EUI.IsZero() {
		credential.EUI = l.id
	}
	if c.Kind != Device {
		credential.Name = ConventionalName(credential.EUI, c.Role, c.Usage, credential.PrePayment)
	}
	fits := key != nil && key.PublicKey.Equal(c.ECDSA())
	if fits {
		credential.Key = key
	} else if key != nil {
		s.problem(stem, "the private key is not that of the certificate")
	}
	s.Add(credential)
	return fits && owned // of somebody else's pair the file name claims the key as well
}

func (s *KeyStore) problem(where, what string) {
	s.problems = append(s.problems, Problem{where, what})
}

// readFile reads a small file; nil where there is none.
func readFile(fsys fs.FS, name string) (_ []byte, err error) {
	f, err := fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	text, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	if err == nil && len(text) > maxFileSize {
		err = fmt.Errorf("%w: larger than %d octets", ErrMalformed, maxFileSize)
	}
	return text, err
}

// Files is the key store in the directory form: file names and what is in them, for
// the caller to write, keys so that nobody else can read them. Credentials that are
// not in use have no place in that form and are left out. Two that want the same
// name are an error.
func (s *KeyStore) Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, c := range s.credentials {
		if !c.InUse() {
			continue
		}
		name := c.FileName()
		if files[name+".pem"] != nil || files[name+".key"] != nil {
			return nil, fmt.Errorf("smki: two credentials for the file name %s", name)
		}
		switch {
		case c.Certificate != nil:
			files[name+".pem"] = c.Certificate.EncodePEM()
		case c.Key == nil:
			text, err := encodePublic(c.Public)
			if err != nil {
				return nil, err
			}
			files[name+".pem"] = text
		}
		if c.Key != nil {
			text, err := EncodeKeyPEM(c.Key)
			if err != nil {
				return nil, err
			}
			files[name+".key"] = text
		}
	}
	return files, nil
}
