package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/inquiry"
)

type codeImport struct {
	registerOf
	Files  []string `arg:"" name:"file" help:"The register; several files make one, and an archive is one by itself. - is standard input."`
	DryRun bool     `help:"Say what is wrong with the files, and take nothing."`
	Signer string   `placeholder:"KEY" help:"Fingerprint or public key that is to have signed the archive."`
	JSON   bool     `name:"json" help:"Print the counts as JSON."`
}

// Run imports files.
func (c *codeImport) Run(ctx context.Context, env environment) (err error) {
	var sources []file.Source
	for _, name := range c.Files {
		is, err := isArchive(name)
		switch {
		case err != nil:
			return err
		case is:
			return c.archive(ctx, env, name)
		}
		text, err := readSource(env, name)
		if err != nil {
			return err
		}
		if c.Signer != "" {
			return usageError{errors.New("--signer is about an archive: name one")}
		}
		sources = append(sources, file.Source{Name: name, Text: text})
	}
	read, err := file.Read(sources...)
	var faults file.Faults
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintln(env.err, f)
		}
		return fmt.Errorf("%s in the files: nothing was taken", inquiry.Faults(len(faults)))
	}
	if err != nil {
		return err
	}
	if !c.DryRun {
		code, closing, err := c.openCode(ctx, true)
		if err != nil {
			return err
		}
		if err := errors.Join(code.Import(ctx, read, nil), closing()); err != nil {
			return err
		}
	}
	if c.JSON {
		return writeJSON(env.out, read.Counts())
	}
	total := 0
	for _, n := range read.Counts() {
		fmt.Fprintf(env.out, "%6d %s\n", n.Records, n.List)
		total += n.Records
	}
	if c.DryRun {
		fmt.Fprintf(env.out, "%6d in all hold together; nothing was taken\n", total)
		return nil
	}
	fmt.Fprintf(env.out, "%6d in all are in %s\n", total, c.Data)
	return nil
}

// readSource reads a file, or standard input.
func readSource(env environment, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(env.in)
	}
	return os.ReadFile(name)
}
