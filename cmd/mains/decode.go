package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
)

type decodeCommand struct {
	Messages []string `arg:"" optional:"" name:"message" help:"GBCS messages: hexadecimal, base64, files or directories with such, DUIS or other XML that carries messages, or - for standard input."`
	where
	JSON  bool   `name:"json" xor:"text" help:"Print JSON, a document for each message: docs/decode.md describes it."`
	MMC   bool   `name:"mmc" xor:"form" help:"Print answers and alerts as XML of the Message Mapping Catalogue; with --json as JSON with the same names."`
	CSV   bool   `name:"csv" xor:"form,text" help:"Print the logs in answers and alerts as comma-separated values."`
	Chart bool   `xor:"form,text" help:"Draw the logs in answers and alerts."`
	SRV   string `name:"srv" help:"With --mmc, --csv and --chart: the Service Reference Variant that was answered, for messages that stand by themselves." placeholder:"4.1.1"`
	Check bool   `xor:"form" help:"Write each message again from its values, and exit 1 unless it is the same and every check that the keys allow holds."`
	Color string `enum:"auto,always,never" default:"auto" help:"Colours: auto, always or never."`
}

// Help says what decode does.
func (decodeCommand) Help() string {
	return `Each message is printed piece by piece: where in the message, which octets, what it is
called, what it says and in which unit. Signature and MAC are checked and encrypted values
decrypted with the keys of --keys and of the running system, where there is one; of each check
it says whether it holds or which key is missing.

  mains decode DF0901...                       a message in hexadecimal
  mains decode response.xml --keys keystore    what is in a DUIS document
  mains decode --check --keys keystore rtds/   thousands of files, a line for what is wrong
  mains decode --mmc response.xml              the values as XML of the Message Mapping Catalogue
  mains decode --csv *.xml > profile.csv       half hours, daily reads, billing: one table
  mains decode --chart response.xml            the same as a picture

Blocks of general block transfer that stand in one input, a line each, are put together;
firmware images and UTRNs are explained as well.`
}

// Run shows what is in messages, and checks and decrypts what the keys allow.
func (c *decodeCommand) Run(ctx context.Context, env environment) error {
	if err := c.checkSRV(); err != nil {
		return err
	}
	keys, err := c.known(ctx)
	if err != nil {
		return err
	}
	if len(c.Messages) == 0 {
		c.Messages = []string{"-"}
	}
	inputs, err := findInputs(env, rejoined(c.Messages))
	if err != nil {
		return err
	}
	d := decoder{
		env: env, out: bufio.NewWriter(env.out), command: c,
		keys:     keys,
		paint:    palette(c.Color == "always" || c.Color == "auto" && env.terminal),
		progress: c.progress(env), many: len(inputs) > 1, missing: map[string]int{},
	}
	read := d.input
	if c.catalogued() {
		d.parser, d.csv = mmc.Parser{Keys: keys, SRV: c.SRV}, mmc.NewCSV(d.out)
		read = d.asMMC
	}
	for i, in := range inputs {
		if d.progress != nil && d.many {
			d.progress.step("decoding", i, len(inputs))
		}
		err := read(in)
		if d.out.Buffered() > 0 {
			d.clear()
		}
		if err := cmp.Or(d.out.Flush(), err); err != nil {
			return err
		}
	}
	d.clear()
	return d.end()
}

// progress shows how far many inputs are, nil where there is no place for that: standard
// error is no terminal, or what is decoded scrolls there.
func (c *decodeCommand) progress(env environment) *progress {
	f, ok := env.err.(*os.File)
	scrolls := env.terminal && (c.JSON || !c.Check)
	if !ok || scrolls || !isTerminal(f) {
		return nil
	}
	return newProgress(environment{out: f, err: f, terminal: true})
}

// clear takes the line of the progress away, before others are written.
func (d *decoder) clear() {
	if d.progress != nil && d.progress.shown {
		fmt.Fprint(d.progress.env.out, "\r\x1b[K")
		d.progress.shown = false
	}
}

// decoder decodes one input after another.
type decoder struct {
	env      environment
	out      *bufio.Writer // env.out
	keys     gbcs.Keys
	command  *decodeCommand
	paint    colours
	progress *progress // nil where none is shown
	many     bool
	messages int            // that were read
	unread   int            // inputs that hold none
	wrong    int            // messages in which a check failed
	short    int            // messages that could not be checked in full for want of a key
	missing  map[string]int // which keys those were, and for how many messages
	tree     usecase.Tree
	parser   mmc.Parser // with --mmc and its like
	csv      *mmc.CSV
	logs     int // answers and alerts that have logs, with --csv and --chart
	logless  int // and those that have none
}

// input decodes all that one input holds.
func (d *decoder) input(in input) error {
	items, err := in.items()
	if err != nil {
		return d.none(in.name, err)
	}
	d.many = d.many || len(items) > 1
	for _, item := range items {
		if err := item.show(d); err != nil {
			if err := d.none(item.name, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// none counts an input that is none. Where it is the only one, that is the error of the
// command.
func (d *decoder) none(name string, err error) error {
	if name != "" {
		err = fmt.Errorf("%s: %w", name, err)
	}
	d.clear()
	if failed := d.out.Flush(); failed != nil || !d.many {
		return cmp.Or(failed, err)
	}
	d.unread++
	fmt.Fprintf(d.env.err, "mains: %v\n", err)
	return nil
}

// end sums up, and is the error of what did not hold.
func (d *decoder) end() error {
	if d.many && !d.command.JSON && !d.command.catalogued() && d.messages+d.unread > 0 {
		fmt.Fprintf(d.out, "%d messages: %d hold, %d wrong, %d not checked in full (a key is "+
			"missing), %d inputs that are none\n", d.messages, d.messages-d.wrong-d.short, d.wrong, d.short,
			d.unread)
		d.listMissing()
	}
	if err := d.out.Flush(); err != nil {
		return err
	}
	if d.logless > 0 && d.logs == 0 && d.wrong+d.unread == 0 {
		return errNoLog
	}
	if d.wrong > 0 || d.many && d.unread > 0 {
		return quietError{errors.New("a check does not hold")}
	}
	return nil
}

// shownMissing is how many of the keys that are missing are listed.
const shownMissing = 10

// listMissing says which keys are missing, first the one that most messages want.
func (d *decoder) listMissing() {
	keys := slices.SortedFunc(maps.Keys(d.missing), func(a, b string) int {
		return cmp.Or(d.missing[b]-d.missing[a], strings.Compare(a, b))
	})
	for i, key := range keys {
		if i == shownMissing {
			fmt.Fprintf(d.out, "  and %d other keys\n", len(keys)-i)
			break
		}
		fmt.Fprintf(d.out, "  %s: for %d\n", key, d.missing[key])
	}
	if len(keys) > 0 && d.command.Keys == "" {
		fmt.Fprintf(d.out, "  %s\n", adviceKeys)
	}
}

// message decodes one GBCS message.
func (d *decoder) message(name string, raw []byte) error {
	m, err := gbcs.Parse(raw)
	if err != nil {
		return err
	}
	d.messages++
	o := observed{name: name, raw: raw, message: m, checks: usecase.Check(m, d.keys)}
	o.read(d)
	switch {
	case o.failed():
		d.wrong++
	case o.missing() != nil:
		d.short++
		d.missing[o.missing().Error()]++
	}
	switch {
	case d.command.JSON:
		return d.writeJSON(o.json(d))
	case d.command.Check && d.many:
		if o.failed() {
			fmt.Fprintf(d.out, "%s: %s\n", name, strings.Join(o.faults(), "; "))
		}
	default:
		o.print(d)
	}
	return nil
}

// observed is a message and what was found out about it.
type observed struct {
	name    string
	raw     []byte
	message *gbcs.Message
	checks  usecase.Checks
	lines   []usecase.Line
	reading error // why the payload is not what its Use Case declares, nil where it is
	opened  error // why items stay encrypted, nil where none does
	again   error // why the message was not the same when written again; nil where it was
}

// read reads the payload, decrypts what keys allow and, with --check, writes it again.
func (o *observed) read(d *decoder) {
	o.lines, o.reading = usecase.Annotate(o.message, usecase.Opener(d.keys))
	if o.reading != nil && (errors.Is(o.reading, gbcs.ErrNoKey) || errors.Is(o.reading, gbcs.ErrMAC)) {
		o.opened = o.reading
		o.lines, o.reading = usecase.Annotate(o.message, nil)
	}
	var syntax *usecase.SyntaxError
	if m := o.message; errors.As(o.reading, &syntax) {
		payload := m.Size() - m.TrailerSize() - len(m.Payload)
		o.reading = fmt.Errorf("%w (offset %d of the message)", o.reading, payload+syntax.Offset)
	}
	if !d.command.Check {
		return
	}
	if o.reading != nil {
		o.again = o.reading
		return
	}
	o.again = o.rewrite(d)
}

// errOther is the cause where a message comes out otherwise.
var errOther = errors.New("written again it is another message")

// rewrite writes the message again from its values.
func (o *observed) rewrite(d *decoder) error {
	var opener usecase.Decrypter
	if o.opened == nil {
		opener = usecase.Opener(d.keys)
	}
	if err := d.tree.Read(o.message, opener); err != nil {
		return err
	}
	if d.tree.Encrypted {
		return nil // it cannot be: that is said of the items
	}
	var seal usecase.Sealer
	if d.tree.UseCase.Encrypted() && o.message.Flag != gbcs.Command {
		var err error
		if seal, err = usecase.SealerOf(&o.message.Header, d.keys); err != nil {
			seal = nil // nothing is encrypted in it, or it would not have been read
		}
	}
	m := *o.message
	var err error
	if m.Payload, err = d.tree.AppendPayload(nil, seal); err != nil {
		return err
	}
	again := m.Append(nil)
	for at := range max(len(again), len(o.raw)) {
		if at >= len(again) || at >= len(o.raw) || again[at] != o.raw[at] {
			return fmt.Errorf("%w from byte %d on", errOther, at)
		}
	}
	return nil
}

// failed reports whether a check was made and does not hold.
func (o *observed) failed() bool { return len(o.faults()) > 0 }

// faults are the checks that do not hold.
func (o *observed) faults() (faults []string) {
	for _, err := range []error{o.checks.Signature, o.checks.MAC, o.opened} {
		if err != nil && !errors.Is(err, usecase.ErrAbsent) && !errors.Is(err, gbcs.ErrNoKey) {
			faults = append(faults, err.Error())
		}
	}
	if o.again != nil {
		faults = append(faults, o.again.Error())
	}
	return faults
}

// encryption is what became of the encrypted items, [usecase.ErrAbsent] where there is none.
func (o *observed) encryption() error {
	decrypted := func(l usecase.Line) bool { return l.Decrypted }
	if o.opened == nil && !slices.ContainsFunc(o.lines, decrypted) {
		return usecase.ErrAbsent
	}
	return o.opened
}

// missing says which key was missing for a check, nil where none was.
func (o *observed) missing() error {
	for _, err := range []error{o.checks.Signature, o.checks.MAC, o.opened} {
		if errors.Is(err, gbcs.ErrNoKey) {
			return missingKey(err)
		}
	}
	return nil
}

// missingKey is the innermost error that says which key is not held: where in a message it
// is needed does not matter, it is needed for all of it.
func missingKey(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil || inner == gbcs.ErrNoKey || !errors.Is(inner, gbcs.ErrNoKey) {
			return err
		}
		err = inner
	}
}

// outcome is a check in one phrase, empty where there was nothing to check.
func outcome(err error) string {
	switch {
	case errors.Is(err, usecase.ErrAbsent):
		return ""
	case errors.Is(err, gbcs.ErrNoKey):
		return "not checked: " + missingKey(err).Error()
	case err == nil:
		return "valid"
	}
	return "NOT VALID: " + err.Error()
}

// adviceKeys is what to do where a key is missing and no key store was named.
const adviceKeys = "name a key store with --keys"

// heading writes which of many inputs it is that follows.
func (d *decoder) heading(name string) {
	if name != "" && d.many {
		fmt.Fprintf(d.out, "%s\n", d.paint.dim(name))
	}
}

// print writes a message for people.
func (o *observed) print(d *decoder) {
	out, m := d.out, o.message
	title := "Message Code " + m.Header.Message.String() + ", which is in no Use Case here"
	if u, ok := usecase.ByMessage(m.Header.Message); ok {
		title = u.String()
	}
	d.heading(o.name)
	fmt.Fprintf(out, "%s\n", d.paint.bold(title))
	kind := map[gbcs.Form]string{
		gbcs.PreCommand: "Pre-Command", gbcs.Inner: m.Flag.String(), gbcs.Sealed: m.Flag.String(),
	}[m.Form]
	fmt.Fprintf(out, "%s of %d octets from %s to %s, counter %d\n", kind, len(o.raw), m.Originator,
		m.Recipient, m.Counter)
	for _, check := range []struct {
		name string
		err  error
	}{{"signature", o.checks.Signature}, {"MAC", o.checks.MAC}, {"encrypted", o.encryption()}} {
		if text := outcome(check.err); text != "" {
			fmt.Fprintf(out, "%-10s %s\n", check.name, d.paint.verdict(text))
		}
	}
	if o.missing() != nil && d.command.Keys == "" {
		fmt.Fprintf(out, "%-10s %s\n", "", adviceKeys)
	}
	if o.reading != nil {
		fmt.Fprintf(out, "%-10s %s\n", "payload", d.paint.verdict("NOT AS DECLARED: "+o.reading.Error()))
	}
	if m.Flag == gbcs.Response {
		for _, text := range o.refusals() {
			fmt.Fprintf(out, "%-10s %s\n", "failed", d.paint.red(text))
		}
	}
	if d.command.Check {
		text := "the same"
		if o.again != nil {
			text = "NOT VALID: " + o.again.Error()
		}
		fmt.Fprintf(out, "%-10s %s\n", "again", d.paint.verdict(text))
	}
	fmt.Fprintln(out)
	for _, line := range o.lines {
		printLine(out, d.paint, line)
	}
	fmt.Fprintln(out)
}

// shownRefusals is how many of the failures in a Response stand above its pieces.
const shownRefusals = 5

// refusals are the rows, components and values of a Response that say that something was
// not done.
func (o *observed) refusals() (texts []string) {
	for i, l := range o.lines {
		// The results at the end of an access-response repeat what the rows say.
		if !l.Failed || l.Name == "result" {
			continue
		}
		if len(texts) == shownRefusals {
			return append(texts, "and more")
		}
		text := fmt.Sprintf("%s  %s", l.Name, l.Text)
		if l.Name == "status" && l.Depth > 0 {
			for _, outer := range slices.Backward(o.lines[:i]) {
				if outer.Depth < l.Depth {
					text = outer.Name + "  " + l.Text
					break
				}
			}
		}
		texts = append(texts, fmt.Sprintf("at %d: %s", l.Offset, text))
	}
	return texts
}

// shownOctets is how many octets of a piece stand in its line.
const shownOctets = 8

// printLine writes one piece: offset, octets, name, value.
func printLine(out io.Writer, paint colours, l usecase.Line) {
	raw := strings.ToUpper(hex.EncodeToString(l.Raw))
	if len(l.Raw) > shownOctets {
		raw = raw[:2*(shownOctets-1)] + "…"
	}
	name := strings.Repeat("  ", l.Depth) + l.Name
	mark := " "
	if l.Decrypted {
		mark = "*"
	}
	text := l.Text
	switch {
	case l.Failed:
		text = paint.red(text)
	case l.Fixed:
		text = paint.dim(text)
	case l.Value != nil:
		text = paint.green(text)
	}
	line := fmt.Sprintf("%5d%s %s  %s", l.Offset, mark, paint.dim(fmt.Sprintf("%-16s", raw)),
		paint.name(fmt.Sprintf("%-40s", name), l))
	fmt.Fprintln(out, strings.TrimRight(line+" "+text, " "))
}
