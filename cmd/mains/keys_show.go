package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/smki"
)

type showKeys struct {
	What string `arg:"" help:"A file with a certificate, certification request or key (PEM, DER, hexadecimal, base64), - for standard input, or an EUI-64 or alias."`
	keySource
	JSON bool `name:"json" help:"Print JSON."`
}

// The forms of what is shown.
const (
	formCertificate = "certificate"
	formRequest     = "certification request"
	formPrivate     = "private key"
	formPublic      = "public key"
)

// shownKey is a certificate, a certification request or a key, as --json prints it. No
// private key is ever in it.
type shownKey struct {
	Form       string     `json:"form"`
	EUI        string     `json:"eui,omitempty"`
	Kind       string     `json:"kind,omitempty"`
	Role       string     `json:"role,omitempty"`
	RoleCode   *smki.Role `json:"role_code,omitempty"`
	Usage      string     `json:"usage,omitempty"`
	PrePayment bool       `json:"prepayment,omitempty"`
	Name       string     `json:"name,omitempty"` // in the key store
	Subject    string     `json:"subject,omitempty"`
	Issuer     string     `json:"issuer,omitempty"`
	Serial     string     `json:"serial,omitempty"` // decimal
	SerialHex  string     `json:"serial_hex,omitempty"`
	NotBefore  *time.Time `json:"not_before,omitempty"`
	NotAfter   *time.Time `json:"not_after,omitempty"`
	Algorithm  string     `json:"signature_algorithm,omitempty"`
	PublicKey  string     `json:"public_key"`             // uncompressed point, hexadecimal
	KeyID      string     `json:"subject_key_identifier"` // made from the public key
	IssuerID   string     `json:"authority_key_identifier,omitempty"`
	Extensions []string   `json:"extensions,omitempty"` // in their order
	Policies   []string   `json:"policies,omitempty"`
	PathLength *int       `json:"path_length,omitempty"` // of an authority that has a limit
	Profile    string     `json:"profile,omitempty"`
	Chain      string     `json:"chain,omitempty"`
	Private    string     `json:"private_key,omitempty"` // whether it is held
	Store      string     `json:"store,omitempty"`
}

// Run shows what is in a file, or what key stores hold of an owner.
func (c *showKeys) Run(env environment) error {
	sources, missing := c.read()
	_, err := os.Stat(c.What)
	id, named := ownerOf(c.What)
	var shown []shownKey
	if err != nil && c.What != "-" && named {
		if missing != nil {
			return missing
		}
		for _, s := range sources {
			for _, credential := range s.heldBy(id) {
				shown = append(shown, s.show(credential, sources))
			}
		}
		if len(shown) == 0 {
			return nobody(id, sources)
		}
	} else {
		if missing != nil && c.Keys != "" {
			return missing
		}
		if shown, err = showInput(env, c.What, sources); err != nil {
			return err
		}
	}
	if c.JSON {
		return writeJSON(env.out, shown)
	}
	for i, s := range shown {
		if i > 0 {
			fmt.Fprintln(env.out)
		}
		s.print(env.out)
	}
	return nil
}

func (k shownKey) print(out io.Writer) {
	role, purpose := k.Role, k.Usage
	if k.RoleCode != nil {
		role = fmt.Sprintf("%s (%d, %02X)", k.Role, uint8(*k.RoleCode), uint8(*k.RoleCode))
	}
	if k.PrePayment {
		purpose += ", for prepayment"
	}
	serial, valid, length := "", "", ""
	if k.PathLength != nil {
		length = strconv.Itoa(*k.PathLength)
	}
	if k.Serial != "" {
		serial = k.Serial + " (" + k.SerialHex + ")"
	}
	if k.NotBefore != nil {
		valid = k.NotBefore.Format(time.RFC3339) + " to " + k.NotAfter.Format(time.RFC3339)
	}
	for _, line := range []struct{ name, value string }{
		{"form", k.Form}, {"EUI-64", k.EUI}, {"kind", k.Kind}, {"role", role},
		{"usage", purpose}, {"name", k.Name}, {"subject", k.Subject}, {"issuer", k.Issuer},
		{"serial", serial}, {"valid", valid}, {"signed with", k.Algorithm},
		{"public key", k.PublicKey}, {"key identifier", k.KeyID}, {"issuer key", k.IssuerID},
		{"extensions", strings.Join(k.Extensions, ", ")},
		{"policies", strings.Join(k.Policies, " ")}, {"path length", length},
		{"profile", k.Profile}, {"chain", k.Chain},
		{"private key", k.Private}, {"key store", k.Store},
	} {
		if line.value != "" {
			fmt.Fprintf(out, "%-14s %s\n", line.name, line.value)
		}
	}
}

// show shows a credential of the key store.
func (s keyStoreAt) show(c *smki.Credential, sources []keyStoreAt) shownKey {
	shown := showPublic(formPublic, c.Public)
	if c.Certificate != nil {
		shown = showCertificate(c.Certificate, sources)
	}
	shown.EUI, shown.Usage, shown.PrePayment = c.EUI.String(), c.Usage.String(), c.PrePayment
	shown.Name, shown.Store = c.Name, s.path
	shown.Private = "not held"
	if c.Key != nil {
		shown.Private = "held"
	}
	return shown
}

// showPublic shows what there is to say of a key alone.
func showPublic(form string, public *ecdsa.PublicKey) shownKey {
	shown := shownKey{Form: form}
	if point, err := public.Bytes(); err == nil { // a key on P-256 has both
		shown.PublicKey = hex.EncodeToString(point)
	}
	if id, err := smki.SubjectKeyID(public); err == nil {
		shown.KeyID = upperHex(id)
	}
	return shown
}

func upperHex(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }

func showCertificate(c *smki.Certificate, sources []keyStoreAt) shownKey {
	shown := showPublic(formCertificate, c.ECDSA())
	shown.owner(smki.CertificationRequest{EUI: c.EUI, Kind: c.Kind, Role: c.Role, Usage: c.Usage})
	shown.Subject, shown.Issuer = c.Subject.String(), c.IssuerName()
	shown.Serial, shown.SerialHex = c.SerialNumber.String(), fmt.Sprintf("%X", c.SerialNumber)
	shown.NotBefore, shown.NotAfter = new(c.NotBefore.UTC()), new(c.NotAfter.UTC())
	shown.Algorithm, shown.IssuerID = c.SignatureAlgorithm.String(), upperHex(c.AuthorityKeyId)
	shown.Extensions = extensionNames(c.Extensions)
	if c.IsCA && c.MaxPathLen >= 0 { // -1 where there is no limit
		shown.PathLength = &c.MaxPathLen
	}
	for _, policy := range c.PolicyIdentifiers {
		shown.Policies = append(shown.Policies, policy.String())
	}
	shown.Profile = profileVerdict(c.CheckProfile())
	shown.Chain = chainVerdict(c, sources, clock.Real().Now())
	return shown
}

func showRequest(r *smki.CertificationRequest) shownKey {
	shown := showPublic(formRequest, r.ECDSA())
	shown.owner(*r)
	shown.Subject, shown.Algorithm = r.Subject.String(), r.SignatureAlgorithm.String()
	shown.Extensions = extensionNames(r.Extensions)
	shown.Profile = profileVerdict(r.CheckProfile())
	return shown
}

// extensionNames lists extensions as RFC 5280 names them, and which are critical.
func extensionNames(extensions []pkix.Extension) (names []string) {
	for _, e := range extensions {
		name := e.Id.String()
		switch name {
		case "2.5.29.14":
			name = "subjectKeyIdentifier"
		case "2.5.29.15":
			name = "keyUsage"
		case "2.5.29.17":
			name = "subjectAltName"
		case "2.5.29.19":
			name = "basicConstraints"
		case "2.5.29.32":
			name = "certificatePolicies"
		case "2.5.29.35":
			name = "authorityKeyIdentifier"
		}
		if e.Critical {
			name += " (critical)"
		}
		names = append(names, name)
	}
	return names
}

// owner fills in whose certificate it is, or is to be.
func (k *shownKey) owner(of smki.CertificationRequest) {
	k.Kind, k.Usage = of.Kind.String(), of.Usage.String()
	if !of.EUI.IsZero() {
		k.EUI = of.EUI.String()
	}
	if of.Kind != smki.Device {
		k.Role, k.RoleCode = of.Role.String(), new(of.Role)
	}
}

func profileVerdict(err error) string {
	if err != nil {
		return "NOT VALID: " + profileFault(err)
	}
	return verdict(nil)
}

// chainVerdict says whether a chain leads to a root that is in the key stores.
func chainVerdict(c *smki.Certificate, sources []keyStoreAt, now time.Time) string {
	var issuing, roots []*smki.Certificate
	for _, s := range sources {
		for _, held := range s.keys.Credentials() {
			switch {
			case held.Certificate == nil || held.Certificate.Kind != smki.Authority:
			case bytes.Equal(held.Certificate.RawSubject, held.Certificate.RawIssuer):
				roots = append(roots, held.Certificate)
			default:
				issuing = append(issuing, held.Certificate)
			}
		}
	}
	if len(roots) == 0 {
		return "not checked: no root in the key store"
	}
	return verdict(smki.VerifyChain(c, issuing, roots, now))
}

// showInput shows all that is in a file, on standard input, or in the argument itself.
func showInput(env environment, arg string, sources []keyStoreAt) ([]shownKey, error) {
	text, err := keyInput(env, arg)
	if err != nil {
		return nil, err
	}
	if text[0] == derSequence {
		shown, err := showDER(text, sources)
		if err != nil {
			return nil, fmt.Errorf("%.40q: %w", arg, err)
		}
		return []shownKey{shown}, nil
	}
	var all []shownKey
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "EC PARAMETERS" { // which some tools write before a key
			continue
		}
		shown, err := showDER(block.Bytes, sources)
		if err != nil {
			return nil, fmt.Errorf("%s, PEM block %s: %w", arg, block.Type, err)
		}
		all = append(all, shown)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no whole PEM block in it", arg)
	}
	return all, nil
}

// derSequence is what certificates, requests and keys begin with in DER.
const derSequence = 0x30

// pemBegin is what a PEM block begins with.
const pemBegin = "-----BEGIN "

// keyInput reads a PEM text or DER: from a file, from standard input, or from the
// argument, as it is or in hexadecimal or base64.
func keyInput(env environment, arg string) ([]byte, error) {
	var text []byte
	var err error
	given := false
	if arg == "-" {
		given = true
		text, err = io.ReadAll(env.in)
		env.in = bytes.NewReader(text) // to be read again
	} else if info, failed := os.Stat(arg); failed == nil {
		given = true
		if info.IsDir() {
			return nil, fmt.Errorf("%s is a directory: mains keys list --keys shows what is in it", arg)
		}
		text, err = os.ReadFile(arg)
	}
	if err != nil {
		return nil, err
	}
	if bytes.Contains(text, []byte(pemBegin)) || len(text) > 0 && text[0] == derSequence {
		return text, nil
	}
	raw, err := octetsInput(env, arg)
	switch {
	case err == nil && raw[0] == derSequence:
		return raw, nil
	case given:
		return nil, fmt.Errorf("%s holds no PEM, DER, hexadecimal or base64: want a certificate, "+
			"a certification request or a key", arg)
	case err != nil:
		return nil, fmt.Errorf("%.40q is no file, no EUI-64, no alias, no hexadecimal and no base64",
			arg)
	}
	return nil, fmt.Errorf("%.40q: %w", arg, errNoKeyForm)
}

// errNoKeyForm says that octets are nothing that can be shown.
var errNoKeyForm = errors.New("no certificate, no certification request and no key")

// showDER finds out what octets are, and shows it.
func showDER(der []byte, sources []keyStoreAt) (shownKey, error) {
	certificate, err := smki.ParseCertificate(der)
	if err == nil {
		return showCertificate(certificate, sources), nil
	}
	if !errors.Is(err, smki.ErrMalformed) {
		return shownKey{}, err // it is one, of another kind
	}
	request, err := smki.ParseCertificationRequest(der)
	if err == nil {
		return showRequest(request), nil
	}
	if !errors.Is(err, smki.ErrMalformed) {
		return shownKey{}, err
	}
	for _, kind := range []string{"PRIVATE KEY", "EC PRIVATE KEY"} {
		key, err := smki.ParseKeyPEM(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
		if err == nil {
			return showPublic(formPrivate, &key.PublicKey), nil
		}
		if errors.Is(err, smki.ErrKey) {
			return shownKey{}, err
		}
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return shownKey{}, errNoKeyForm
	}
	public, ok := parsed.(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() {
		return shownKey{}, fmt.Errorf("%w: public key", smki.ErrKey)
	}
	return showPublic(formPublic, public), nil
}
