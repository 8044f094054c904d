package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

type importKeys struct {
	From  string `arg:"" help:"Key store to read: a directory, or a JSON file."`
	To    string `required:"" placeholder:"DIR|FILE.json" help:"Key store to write: a JSON file where the name ends in .json, else a directory."`
	Force bool   `help:"Replace keys that are there already and differ."`
	JSON  bool   `name:"json" help:"Print JSON."`
}

// imported is what an import did, as --json prints it.
type imported struct {
	From      string   `json:"from"`
	To        string   `json:"to"`
	Written   bool     `json:"written"`
	Added     int      `json:"added"`
	Completed int      `json:"completed"` // the other half of a pair was there
	Replaced  int      `json:"replaced"`
	Same      int      `json:"same"`
	LeftOut   []string `json:"left_out"`  // what the form of To has no place for
	Conflicts []string `json:"conflicts"` // what is there and differs
	Warnings  []string `json:"warnings"`  // what in From is not as it should be
}

// Run adds the keys of one key store to another: all of them that have a place in its
// form, or none. What is there and is another key is a conflict, and nothing is written.
func (c *importKeys) Run(env environment) error {
	from, err := readStore(c.From)
	if err != nil {
		return err
	}
	done := &imported{From: c.From, To: c.To,
		LeftOut: []string{}, Conflicts: []string{}, Warnings: []string{}}
	for _, problem := range from.keys.Problems() {
		done.Warnings = append(done.Warnings, problem.String())
	}
	if strings.EqualFold(filepath.Ext(c.To), ".json") {
		err = c.toFile(from.keys, done)
	} else {
		err = c.toDirectory(from.keys, done)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(env.out, done)
	} else {
		done.print(env.out)
	}
	if err == nil && !done.Written {
		remedy := "replace them with --force"
		if c.Force {
			remedy = "move the files away first"
		}
		err = fmt.Errorf("%d conflicts with %s: nothing was written; choose another --to, or %s",
			len(done.Conflicts), c.To, remedy)
	}
	return err
}

func (d *imported) print(out io.Writer) {
	for _, list := range []struct {
		word  string
		lines []string
	}{{"warning", d.Warnings}, {"left out", d.LeftOut}, {"conflict", d.Conflicts}} {
		for _, line := range list.lines {
			fmt.Fprintf(out, "%s: %s\n", list.word, line)
		}
	}
	if d.Written {
		fmt.Fprintf(out, "%s: %d added, %d completed, %d replaced, %d there already, %d left out\n",
			d.To, d.Added, d.Completed, d.Replaced, d.Same, len(d.LeftOut))
	}
}

// leaveOut says that a credential has no place.
func (d *imported) leaveOut(c *smki.Credential, why string) {
	d.LeftOut = append(d.LeftOut, describe(c)+": "+why)
}

// describe says which credential it is, in one phrase.
func describe(c *smki.Credential) string {
	text := c.EUI.String() + " " + c.Usage.String()
	if c.Certificate != nil {
		text = c.Certificate.String()
		if c.Certificate.EUI.IsZero() {
			text = c.EUI.String() + " " + c.Role().String() + " " + c.Usage.String()
		}
	}
	if c.PrePayment {
		text += " for prepayment"
	}
	return text
}

// toDirectory adds keys to a directory.
func (c *importKeys) toDirectory(keys *smki.KeyStore, done *imported) error {
	target, err := openTarget(c.To)
	if err != nil {
		return err
	}
	chosen, names := &smki.KeyStore{}, map[string]bool{}
	for _, credential := range keys.Credentials() {
		name := credential.FileName()
		switch {
		case !credential.InUse():
			done.leaveOut(credential, "not in use; the directory form has room for one generation")
		case names[name] && !c.Force:
			done.Conflicts = append(done.Conflicts,
				describe(credential)+": "+c.From+" has another for the file name "+name)
		case names[name]:
			done.leaveOut(credential, "another comes first for the file name "+name)
		default:
			names[name] = true
			chosen.Add(credential)
		}
	}
	files, err := chosen.Files()
	if err != nil {
		return err
	}
	target.spare(files, chosen)
	taken, err := target.taken(files)
	if err != nil {
		return err
	}
	for _, name := range taken {
		if !c.Force {
			done.Conflicts = append(done.Conflicts, filepath.Join(c.To, name)+" differs")
		}
	}
	for _, name := range target.widowed(files, chosen) {
		done.Conflicts = append(done.Conflicts,
			filepath.Join(c.To, name)+" belongs to what would be replaced, and nothing would replace it")
	}
	done.count(chosen, files, target)
	if len(done.Conflicts) > 0 {
		return nil
	}
	if err := target.install(files); err != nil {
		return err
	}
	done.Written = true
	return nil
}

// count says what becomes of each key that goes into a directory.
func (d *imported) count(chosen *smki.KeyStore, files map[string][]byte, t *keyTarget) {
	for _, c := range chosen.Credentials() {
		_, certificate := files[c.FileName()+".pem"]
		_, key := files[c.FileName()+".key"]
		held := t.at(c.FileName())
		switch {
		case !certificate && !key:
			d.Same++
		case held == nil:
			d.Added++
		case held.Public.Equal(c.Public):
			d.Completed++
		default:
			d.Replaced++
		}
	}
}

// toFile adds keys to a JSON file.
func (c *importKeys) toFile(keys *smki.KeyStore, done *imported) error {
	held := &smki.KeyStore{}
	if _, err := os.Stat(c.To); err == nil {
		if held, err = system.ReadKeys(c.To); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	merged := held.Credentials()
	for _, credential := range keys.Credentials() {
		switch {
		case credential.Certificate == nil:
			done.leaveOut(credential, "no certificate, which the JSON form needs")
		case credential.Certificate.Kind == smki.Authority:
			done.leaveOut(credential, "the JSON form has no place for authorities")
		default:
			merged = c.merge(merged, credential, done)
		}
	}
	if len(done.Conflicts) > 0 {
		return nil
	}
	all := &smki.KeyStore{}
	for _, credential := range merged {
		all.Add(credential)
	}
	text, err := all.AppendJSON(nil)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.To), 0o700); err != nil {
		return err
	}
	if err := durable.WriteFile(c.To, text); err != nil {
		return err
	}
	done.Written = true
	return nil
}

// merge adds a credential to those of a JSON file, in which owner, usage and serial
// number lead to one.
func (c *importKeys) merge(
	all []*smki.Credential, credential *smki.Credential, done *imported,
) []*smki.Credential {
	for i, held := range all {
		if held.EUI != credential.EUI || held.Usage != credential.Usage ||
			held.Certificate.SerialNumber.Cmp(credential.Certificate.SerialNumber) != 0 {
			continue
		}
		same := held.Certificate.Equal(credential.Certificate.Certificate) &&
			held.PrePayment == credential.PrePayment
		switch {
		case same && (held.Key != nil || credential.Key == nil):
			done.Same++
		case same:
			whole := *credential
			whole.Name = cmp.Or(held.Name, credential.Name)
			all[i] = &whole
			done.Completed++
		case c.Force:
			all[i] = credential
			done.Replaced++
		default:
			done.Conflicts = append(done.Conflicts, fmt.Sprintf("%s: %s has another with serial number %s",
				describe(credential), c.To, credential.Certificate.SerialNumber))
		}
		return all
	}
	done.Added++
	return append(all, credential)
}
