package usecase_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write the generated documents anew")

var docs = filepath.Join("..", "..", "docs")

// current compares a generated document with what stands in docs, or writes it there.
func current(t *testing.T, name string, want []byte) {
	t.Helper()
	path := filepath.Join(docs, name)
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("docs/%s is not current: go generate ./gbcs/usecase", name)
	}
}

// TestDocsUseCases keeps docs/usecases.md.
func TestDocsUseCases(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Use Cases\n\nThe %d Use Cases of the catalogue, generated from their "+
		"declarations in `gbcs/usecase`.\n`mains explain CODE` shows one of them with the ranges and "+
		"meanings of its values.\n\n", len(usecase.All))
	b.WriteString("| code | title | Message Code | on | category | sent by, or for | SRV |\n" +
		"| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, u := range usecase.All {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %v | %v | %v | %v | %s |\n", u.Code, anchor(u), cell(u.Title),
			u.Message, u.On, u.Category, u.By, strings.Join(u.SRVs, ", "))
	}
	for _, u := range usecase.All {
		writeUseCase(&b, u)
	}
	current(t, "usecases.md", b.Bytes())
}

// anchor is where the section of u is: heading in lower case, without punctuation.
func anchor(u *usecase.UseCase) string {
	var b strings.Builder
	for _, r := range strings.ToLower(u.Code) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		}
	}
	return b.String()
}

// cell is text as a cell of a table has it.
func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

// writeUseCase writes the section of one Use Case.
func writeUseCase(b *bytes.Buffer, u *usecase.UseCase) {
	fmt.Fprintf(b, "\n## %s\n\n%s.", u.Code, strings.TrimSuffix(u.Title, "."))
	for _, sentence := range sentences(u) {
		fmt.Fprintf(b, " %s.", sentence)
	}
	b.WriteString("\n")
	steps := u.Steps()
	if len(steps) == 0 {
		return
	}
	b.WriteString("\n| # | what | sends | returns |\n| --- | --- | --- | --- |\n")
	for i, s := range steps {
		what := fmt.Sprintf("**%s** %s", s.What, s.Name)
		if s.What == s.Name {
			what = fmt.Sprintf("**%s**", s.What)
		}
		if s.Where != "" {
			what += "<br>" + s.Where
		}
		if s.When != "" {
			what += "<br>" + s.When
		}
		var sends []string
		for _, c := range s.Constants {
			sends = append(sends, c[0]+" = "+c[1])
		}
		sends = append(append(sends, fixed(s.Fixed)...), places(s.Sends, s.Fixed)...)
		returns := places(s.Returns, nil)
		if s.Encrypted && len(returns) > 0 {
			returns = append([]string{"*encrypted*"}, returns...)
		}
		fmt.Fprintf(b, "| %d | %s | %s | %s |\n", i+1, cell(what), cell(strings.Join(sends, "<br>")),
			cell(strings.Join(returns, "<br>")))
	}
}

// sentences say what a table does not.
func sentences(u *usecase.UseCase) []string {
	var all []string
	say := func(is bool, format string, args ...any) {
		if is {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	if len(u.Guards) == 0 && u.Category != usecase.PlainZigBee {
		command, answer := u.Protection(u.By)
		say(!u.IsAlert(), "The Command has %v, the Response %v", command, answer)
		say(u.IsAlert(), "It has %v", answer)
	}
	for _, g := range u.Guards {
		all = append(all,
			fmt.Sprintf("By %v the Command has %v, the Response %v", g.By, g.Command, g.Answers))
	}
	say(u.Replay, "It is protected against replay")
	say(u.FutureDated, "It may be future dated")
	say(u.Dated, "The Response has the Device's time")
	say(u.TappedOff, "The GPF takes values from it")
	say(u.SmallestCommand() > 0, "The smallest Command has %d octets before signature and MAC",
		u.SmallestCommand())
	if u.Alert != nil && len(u.Alert.Codes) > 0 {
		var codes []string
		for _, code := range u.Alert.Codes {
			codes = append(codes, strings.TrimSpace(code.String()+" "+usecase.AlertTitle(code)))
		}
		all = append(all, "It reports "+strings.Join(codes, "; "))
	}
	say(u.Note != "", "%s", strings.TrimSuffix(u.Note, "."))
	return append(all, u.Clause)
}

// fixed are the values that the Use Case fixes.
func fixed(args usecase.Args) (lines []string) {
	for _, arg := range args {
		lines = append(lines, fmt.Sprintf("%s = %s", arg.Name(), arg.Text()))
	}
	return lines
}

// places are the places among args, each once, with type, unit and range; those of lists
// and groups inside braces.
func places(args, but usecase.Args) (lines []string) {
	seen := map[usecase.Place]bool{}
	for _, arg := range args {
		if seen[arg.Place()] || but.Has(arg.Place()) {
			continue
		}
		seen[arg.Place()] = true
		info := arg.Place().Info()
		line := info.Name
		notes := []string{info.Type}
		if unit := info.Unit.String(); unit != "" {
			if info.Scaler != 0 {
				unit = fmt.Sprintf("10^%d %s", info.Scaler, unit)
			}
			notes = append(notes, unit)
		}
		if info.Range != "" {
			notes = append(notes, info.Range)
		}
		line += " (" + strings.Join(notes, ", ") + ")"
		var inner usecase.Args
		switch v := arg.Value().(type) {
		case []usecase.Args:
			if len(v) > 0 {
				inner = v[0]
			}
		case usecase.Args:
			inner = v
		}
		if len(inner) > 0 {
			line += " {" + strings.Join(places(inner, nil), "; ") + "}"
		}
		lines = append(lines, line)
	}
	return lines
}

// tally counts the published messages of a Use Case and what holds of them.
type tally struct {
	commands, preCommands, responses, alerts  int
	macs, signatures, items, again, unchecked int
}

// TestDocsConformance keeps docs/conformance.md, which needs the published messages.
func TestDocsConformance(t *testing.T) {
	keys := publishedKeys(t)
	counts := map[*usecase.UseCase]*tally{}
	var total tally
	for _, v := range vectors(t) {
		if counts[v.useCase] == nil {
			counts[v.useCase] = &tally{}
		}
		one := tallyOf(t, v, keys)
		counts[v.useCase].add(one)
		total.add(one)
	}
	if n, err := documented(); err == nil && n != total.messages() {
		t.Skipf("docs/conformance.md is of %d published messages, and here are %d: remove it and "+
			"generate it anew", n, total.messages())
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Conformance\n\nWhat holds of the published messages of the Reference Test "+
		"Data Set 4.5.0, generated by running them.\n"+ofMessages+" %d are read, octet for "+
		"octet, and written again from their values; %d MACs and %d signatures\nverify, %d "+
		"encrypted items are "+
		"decrypted and encrypted again, and %d checks cannot be made for want of a key.\n\n",
		total.messages(), total.again, total.macs, total.signatures, total.items, total.unchecked)
	b.WriteString("| Use Case | title | Pre-Commands | Commands | Responses | Alerts " +
		"| written again | MAC | signature | decrypted | not checked |\n" +
		"| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n")
	for _, u := range usecase.All {
		if c := counts[u]; c != nil {
			fmt.Fprintf(&b, "| [%s](usecases.md#%s) | %s %s\n", u.Code, anchor(u), cell(u.Title), c.cells())
		}
	}
	fmt.Fprintf(&b, "| all | %s\n", total.cells())
	writeLedgers(t, &b)
	var none []string
	for _, u := range usecase.All {
		if counts[u] == nil {
			none = append(none, u.Code)
		}
	}
	fmt.Fprintf(&b, "\n## Without a published message\n\n%s\n", strings.Join(none, ", "))
	current(t, "conformance.md", b.Bytes())
}

// ofMessages says in docs/conformance.md how many messages it is of.
const ofMessages = "Of %d messages"

// documented is of how many messages docs/conformance.md is.
func documented() (n int, err error) {
	text, err := os.ReadFile(filepath.Join(docs, "conformance.md"))
	if err != nil {
		return 0, err
	}
	_, text, _ = bytes.Cut(text, []byte("them.\n"))
	_, err = fmt.Sscanf(string(text), ofMessages, &n)
	return n, err
}

func (c *tally) messages() int { return c.commands + c.preCommands + c.responses + c.alerts }

func (c *tally) add(o tally) {
	c.commands += o.commands
	c.preCommands += o.preCommands
	c.responses += o.responses
	c.alerts += o.alerts
	c.macs += o.macs
	c.signatures += o.signatures
	c.items += o.items
	c.again += o.again
	c.unchecked += o.unchecked
}

func (c *tally) cells() string {
	var cells []string
	for _, n := range []int{
		c.preCommands, c.commands, c.responses, c.alerts, c.again, c.macs, c.signatures, c.items,
		c.unchecked,
	} {
		text := ""
		if n > 0 {
			text = fmt.Sprint(n)
		}
		cells = append(cells, text)
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// tallyOf runs one message.
func tallyOf(t *testing.T, v vector, keys gbcs.Keys) (c tally) {
	t.Helper()
	switch m := v.message; {
	case m.Form == gbcs.PreCommand:
		c.preCommands = 1
	case m.Flag == gbcs.Command:
		c.commands = 1
	case m.Flag == gbcs.Response:
		c.responses = 1
	default:
		c.alerts = 1
	}
	checks := usecase.Check(v.message, keys)
	for i, err := range []error{checks.MAC, checks.Signature} {
		switch {
		case errors.Is(err, usecase.ErrAbsent):
		case errors.Is(err, gbcs.ErrNoKey):
			c.unchecked++
		case err != nil:
			t.Errorf("%s: %v", v.name, err)
		case i == 0:
			c.macs++
		default:
			c.signatures++
		}
	}
	var tree usecase.Tree
	opener := usecase.Opener(keys)
	counting := usecase.DecrypterFunc(func(h *gbcs.Header, item []byte) ([]byte, error) {
		c.items++
		return opener.Decrypt(h, item)
	})
	if err := tree.Read(v.message, counting); err != nil {
		t.Errorf("%s: %v", v.name, err)
		return c
	}
	seal, err := usecase.SealerOf(&v.message.Header, keys)
	if err != nil {
		seal = nil // it is needed where items were decrypted, and then the key is there
	}
	again, err := tree.AppendPayload(nil, seal)
	if err == nil && bytes.Equal(again, v.message.Payload) {
		c.again = 1
	}
	return c
}

// writeLedgers writes what does not hold, and why.
func writeLedgers(t *testing.T, b *bytes.Buffer) {
	t.Helper()
	ledgers := map[string]string{}
	for _, pattern := range []string{
		"../testdata/*exceptions.txt", "testdata/*exceptions.txt", "../*/testdata/*exceptions.txt",
	} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			ledgers[filepath.Clean(filepath.Join("gbcs/usecase", path))] = path
		}
	}
	b.WriteString("\n## What does not hold or cannot be checked, and why\n\n")
	for _, name := range slices.Sorted(maps.Keys(ledgers)) {
		for _, line := range ledger(t, ledgers[name]) {
			message, reason, _ := strings.Cut(line, " ")
			fmt.Fprintf(b, "- `%s`: %s (`%s`)\n", message, reason, filepath.ToSlash(name))
		}
	}
	b.WriteString("\n## What Wireshark's dissector sees otherwise\n\n")
	lines := ledger(t, "../testdata/tshark-differences.txt")
	fmt.Fprintf(b, "Held against %s. A pattern may be of many messages.\n\n"+
		"| message | field | who is right | why |\n| --- | --- | --- | --- |\n", lines[0])
	for _, line := range lines[1:] {
		columns := strings.SplitN(line, " ", 4)
		fmt.Fprintf(b, "| `%s` | %s |\n", columns[0], strings.Join(columns[1:], " | "))
	}
}

// ledger is the lines of a ledger that say something.
func ledger(t *testing.T, path string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}
