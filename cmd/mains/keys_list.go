package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/smki"
)

type listKeys struct {
	Owner string `arg:"" optional:"" name:"eui" help:"Only those of an EUI-64 or alias."`
	keySource
	JSON bool `name:"json" help:"Print JSON."`
}

// listedKey is a credential as --json prints it.
type listedKey struct {
	EUI         eui.ID     `json:"eui"`
	Kind        string     `json:"kind,omitempty"` // none without certificate
	Role        string     `json:"role,omitempty"`
	RoleCode    *smki.Role `json:"role_code,omitempty"`
	Usage       string     `json:"usage"`
	PrePayment  bool       `json:"prepayment"`
	Certificate bool       `json:"certificate"`
	PrivateKey  bool       `json:"private_key"`
	KeyID       string     `json:"subject_key_identifier"`
	Issuer      string     `json:"issuer,omitempty"`
	Serial      string     `json:"serial,omitempty"` // decimal
	NotBefore   *time.Time `json:"not_before,omitempty"`
	NotAfter    *time.Time `json:"not_after,omitempty"`
	Name        string     `json:"name,omitempty"`
	Store       string     `json:"store,omitempty"`
	Warnings    []string   `json:"warnings"`
}

// Run lists what key stores hold, and what in them is not as it should be.
func (c *listKeys) Run(env environment) error {
	sources, err := c.read()
	if err != nil {
		return err
	}
	var only eui.ID
	if c.Owner != "" {
		id, ok := ownerOf(c.Owner)
		if !ok {
			return fmt.Errorf("no owner %q: want an EUI-64 or one of %s", c.Owner, aliases())
		}
		only = id
	}
	rows, loose := []listedKey{}, []smki.Problem{}
	for _, s := range sources {
		more, rest := s.list(only, clock.Real().Now())
		rows, loose = append(rows, more...), append(loose, rest...)
	}
	if len(rows) == 0 {
		return nobody(only, sources)
	}
	if c.JSON {
		problems := make([]string, 0, len(loose))
		for _, problem := range loose {
			problems = append(problems, problem.String())
		}
		return writeJSON(env.out, struct {
			Keys     []listedKey `json:"keys"`
			Warnings []string    `json:"warnings"` // of files that no key goes by
		}{rows, problems})
	}
	if err := printKeys(env.out, rows); err != nil {
		return err
	}
	for _, problem := range loose {
		fmt.Fprintf(env.out, "warning: %s\n", problem)
	}
	return nil
}

// list lists the credentials of only, or all where that is zero, and the problems of
// files that none of them goes by.
func (s keyStoreAt) list(only eui.ID, now time.Time) (rows []listedKey, loose []smki.Problem) {
	told := map[string]bool{}
	for _, c := range s.keys.Credentials() {
		if !only.IsZero() && c.EUI != only {
			continue
		}
		row := listed(c, now)
		row.Store = s.path
		for _, problem := range s.keys.Problems() {
			if problem.Where == c.FileName() {
				row.Warnings = append(row.Warnings, problem.What)
				told[problem.Where] = true
			}
		}
		rows = append(rows, row)
	}
	for _, problem := range s.keys.Problems() {
		mine := only.IsZero() || strings.HasPrefix(problem.Where, only.Hex())
		if mine && !told[problem.Where] {
			loose = append(loose, problem)
		}
	}
	return rows, loose
}

// listed is a credential as it is listed, with what is wrong with it at a time.
func listed(c *smki.Credential, now time.Time) listedKey {
	row := listedKey{
		EUI: c.EUI, Usage: c.Usage.String(), PrePayment: c.PrePayment, Name: c.Name,
		Certificate: c.Certificate != nil, PrivateKey: c.Key != nil, Warnings: []string{},
	}
	if id, err := smki.SubjectKeyID(c.Public); err == nil { // P-256 has one
		row.KeyID = upperHex(id)
	}
	if !row.Certificate {
		row.Warnings = append(row.Warnings, "no certificate")
		return row
	}
	certificate := c.Certificate
	row.Kind, row.Role = certificate.Kind.String(), certificate.Role.String()
	row.RoleCode = &certificate.Role
	if certificate.Kind == smki.Device {
		row.Role, row.RoleCode = "", nil // a Device has none
	}
	row.Issuer, row.Serial = certificate.IssuerName(), certificate.SerialNumber.String()
	row.NotBefore = new(certificate.NotBefore.UTC())
	row.NotAfter = new(certificate.NotAfter.UTC())
	if err := certificate.CheckProfile(); err != nil {
		row.Warnings = append(row.Warnings, profileFault(err))
	}
	if !c.InUse() {
		row.Warnings = append(row.Warnings, "not in use")
	}
	if ended := outOfDate(certificate, now); ended != "" {
		row.Warnings = append(row.Warnings, ended)
	}
	return row
}

// profileFault is what is wrong, without the certificate that it is wrong with.
func profileFault(err error) string {
	text := strings.TrimPrefix(err.Error(), smki.ErrProfile.Error()+": ")
	if _, fault, found := strings.Cut(text, ": "); found {
		text = fault
	}
	return text
}

// outOfDate says how a certificate is not valid at a time, or nothing where it is.
func outOfDate(c *smki.Certificate, now time.Time) string {
	switch {
	case now.Before(c.NotBefore):
		return "not valid yet"
	case now.After(c.NotAfter):
		return "expired"
	}
	return ""
}

// purpose is in words what a key is for.
func (k listedKey) purpose() string {
	switch {
	case k.PrePayment:
		return "prepayment key agreement"
	case k.RoleCode != nil && k.RoleCode.SignsXML():
		return "XML signing"
	case k.Usage == smki.DigitalSignature.String():
		return "digital signature"
	case k.Usage == smki.KeyAgreement.String():
		return "key agreement"
	}
	return "certificate signing"
}

// printKeys prints a table of keys.
func printKeys(out io.Writer, rows []listedKey) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "EUI-64\tROLE\tUSAGE\tPRIVATE\tKEY ID\tISSUER\tSERIAL\tVALID\tWARNINGS")
	for _, row := range rows {
		role := row.Role
		switch {
		case row.Kind == smki.Device.String():
			role = row.Kind
		case role == "":
			role = "-"
		}
		held := "no"
		if row.PrivateKey {
			held = "yes"
		}
		issuer, serial, valid := "-", "-", "-"
		if row.Certificate {
			issuer, serial = row.Issuer, row.Serial
			valid = row.NotBefore.Format(time.DateOnly) + " to " + row.NotAfter.Format(time.DateOnly)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", row.EUI, role, row.purpose(),
			held, row.KeyID, issuer, serial, valid, strings.Join(row.Warnings, "; "))
	}
	return table.Flush()
}
