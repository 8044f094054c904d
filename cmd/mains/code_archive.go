package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/governance/inquiry"
	"github.com/mains-energy/mains/internal/system"
)

type codeExport struct {
	registerOf
	File string `arg:"" help:"The archive: a new file."`
	As   string `placeholder:"PERSON" help:"Whose rights count: mains code list people (default: what everyone may see)."`
	JSON bool   `name:"json" help:"Print the counts as JSON."`
}

// Help says what is in the file.
func (codeExport) Help() string {
	return `Writes all that a reader may see of the Code, with its history and its text, into one file.
Each line of it is JSON behind a hash that chains it to the line before, and the last is a signature
by the key of this data directory, keys/archive.pem: mains code verify FILE needs no network to
tell whether an octet was altered, and where. mains code import FILE makes a register of it, which
shows that reader the same pages. docs/archive.md has the format.`
}

// Run writes an archive.
func (c *codeExport) Run(ctx context.Context, env environment) error {
	count, err := c.export(ctx, env)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(env.out, count)
	}
	fmt.Fprintf(env.out, "%6d records with %d changes, and %d objects of the text, are in %s\n",
		count.Records, count.Changes, count.Objects, c.File)
	return nil
}

// export writes it by way of the system, where one runs on the register.
func (c *codeExport) export(ctx context.Context, env environment) (count archive.Count, err error) {
	code, closing, err := c.openCode(ctx, false)
	var running *runningError
	if errors.As(err, &running) {
		return count, running.keep(ctx, "/archive", c.File, c.As, &count)
	}
	if err != nil {
		return count, err
	}
	defer func() { err = errors.Join(err, closing()) }()
	if code.Register().Last().IsZero() {
		return count, c.nothing()
	}
	bar := newProgress(env)
	defer bar.done()
	return system.Archive(ctx, code, c.Data, c.As, c.File, func(done int) { bar.count("lines", done) })
}

// keep has the running system write a file.
func (e *runningError) keep(ctx context.Context, path, file, whom string, out any) error {
	whole, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	return e.control(ctx, path, map[string]any{"to": whole, "for": whom}, out)
}

// isArchive reports whether a file is an archive of the Code. A backup is refused: it is taken back
// in another way.
func isArchive(name string) (bool, error) {
	if name == "-" {
		return false, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	begin := make([]byte, 128)
	n, err := io.ReadFull(f, begin)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	if system.IsBackup(begin[:n]) {
		err = fmt.Errorf("%s is a backup of a whole installation: mains restore --check looks whether "+
			"it is whole, and mains restore takes it back", name)
	}
	return archive.Is(begin[:n]), errors.Join(err, f.Close())
}

// archive takes a register from an archive.
func (c *codeImport) archive(ctx context.Context, env environment, name string) (err error) {
	if len(c.Files) > 1 {
		return usageError{fmt.Errorf("%s is an archive, which is a register by itself: name it alone",
			name)}
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // it was read
	if c.DryRun {
		return checkArchive(env, name, c.Signer, c.JSON)
	}
	signer, err := signerOf(c.Signer)
	if err != nil {
		return err
	}
	if _, err := checked(env, name, f, signer); err != nil {
		return err // before there is a directory with a register
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	code, closing, err := c.openCode(ctx, true)
	if err != nil {
		return err
	}
	s, err := code.Restore(ctx, f, signer)
	if err = errors.Join(err, closing()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if c.JSON {
		return writeJSON(env.out, s)
	}
	fmt.Fprintf(env.out, "%6d records with %d changes are in %s: what %s could see on %s\n"+
		"The archive was signed by %s\n", s.Records, s.Changes, c.Data, s.For,
		s.Known.Format("2 January 2006"), s.Signer)
	return nil
}

type codeVerify struct {
	registerOf
	File   string `arg:"" optional:"" help:"An archive of the Code (default: the register is verified)."`
	Signer string `placeholder:"KEY" help:"Fingerprint or public key that is to have signed the archive."`
	JSON   bool   `name:"json" help:"Print what an archive holds as JSON."`
}

// Run verifies the register, or an archive.
func (c *codeVerify) Run(ctx context.Context, env environment) error {
	if c.File != "" {
		return checkArchive(env, c.File, c.Signer, c.JSON)
	}
	if c.Signer != "" || c.JSON {
		return usageError{errors.New("--signer and --json are about an archive: name one")}
	}
	return c.ask(ctx, env, inquiry.Question{Verify: true})
}

// signerOf is the fingerprint that somebody has named with --signer; empty: they have not.
func signerOf(text string) (signer string, err error) {
	if text == "" {
		return "", nil
	}
	if signer, err = chained.ParseFingerprint(text); err != nil {
		err = usageError{fmt.Errorf("--signer: %w", err)}
	}
	return signer, err
}

// checked is what an archive holds, where it is whole and a signer has signed it, who may be empty:
// anybody. What is wrong with it is printed.
func checked(env environment, name string, f io.Reader, signer string) (archive.Summary, error) {
	s, faults, err := archive.Check(f)
	if err != nil {
		return s, err
	}
	for _, fault := range faults {
		fmt.Fprintf(env.err, "%s: %v\n", name, fault)
	}
	if len(faults) > 0 {
		return s, fmt.Errorf("%s is not as it was signed: %s", name, inquiry.Faults(len(faults)))
	}
	if err := s.SignedBy(signer); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// checkArchive says what an archive holds, or all that is wrong with it.
func checkArchive(env environment, name, signer string, asJSON bool) error {
	signer, err := signerOf(signer)
	if err != nil {
		return err
	}
	if _, err := isArchive(name); err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // it was read
	s, err := checked(env, name, f, signer)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(env.out, s)
	}
	fmt.Fprintf(env.out, "%s is whole: %d lines, %d records with %d changes, %d objects of the text\n"+
		"It has what %s could see on %s, and was signed by %s\n", name, s.Lines, s.Records, s.Changes,
		s.Objects, s.For, s.Known.Format("2 January 2006"), s.Signer)
	trust(env, signer)
	return nil
}

// trust says what is left to do where nobody has named the signer of a file.
func trust(env environment, signer string) {
	if signer == "" {
		fmt.Fprintln(env.err, "whether that is who you trust, compare yourself, or name it with --signer")
	}
}
