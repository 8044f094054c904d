package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

type decodeCommand struct {
	Messages []string `arg:"" optional:"" name:"message" help:"GBCS messages: hexadecimal, base64, files or directories with such, DUIS or other XML that carries messages, or - for standard input."`
	where
	JSON  bool   `name:"json" help:"Print JSON, a document for each message: docs/decode.md describes it."`
	Check bool   `help:"Write each message again from its values, and exit 1 unless it is the same and every check that the keys allow holds."`
	Color string `enum:"auto,always,never" default:"auto" help:"Colours: auto, always or never."`
}

// Help says what decode does.
func (decodeCommand) Help() string {
	return `Each message is printed piece by piece: where in the message, which octets, what it is
called, what it says and in which unit. With --keys the signature and the MAC are checked and
encrypted values decrypted; of each check it says whether it holds or which key is missing.

  mains decode DF0901...                       a message in hexadecimal
  mains decode response.xml --keys keystore    what is in a DUIS document
  mains decode --check --keys keystore rtds/   thousands of files, a line for what is wrong

Blocks of general block transfer that stand in one input are put together; firmware images and
UTRNs are explained as well.`
}

// Run shows what is in messages, and checks and decrypts what the keys allow.
func (c *decodeCommand) Run(env environment) error {
	keys, err := c.keys()
	if err != nil {
		return err
	}
	if len(c.Messages) == 0 {
		c.Messages = []string{"-"}
	}
	inputs, err := findInputs(env, c.Messages)
	if err != nil {
		return err
	}
	d := decoder{
		env: env, keys: knownKeys{usecase.KeysOf(keys), brokerOf(keys)}, command: c,
		paint: palette(c.Color == "always" || c.Color == "auto" && env.terminal),
		many:  len(inputs) > 1,
	}
	progress := newProgress(env)
	for i, in := range inputs {
		if d.many && (c.Check || !env.terminal) && env.terminal {
			progress.step("decoding", i, len(inputs))
		}
		if err := d.input(in); err != nil {
			return err
		}
	}
	progress.done()
	return d.end()
}

// knownKeys are the keys of a store, whose Access Control Broker has a name in any case.
type knownKeys struct {
	gbcs.Keys
	broker eui.ID
}

func (k knownKeys) Broker() (eui.ID, error) {
	if broker, err := k.Keys.Broker(); err == nil {
		return broker, nil
	}
	return k.broker, nil
}

// decoder decodes one input after another.
type decoder struct {
	env      environment
	keys     gbcs.Keys
	command  *decodeCommand
	paint    colours
	many     bool
	messages int // that were read
	unread   int // inputs that hold none
	wrong    int // messages in which a check failed
	short    int // messages that could not be checked in full for want of a key
	tree     usecase.Tree
}

// input decodes all that one input holds.
func (d *decoder) input(in input) error {
	items, err := in.items()
	if err != nil {
		if !d.many {
			return err
		}
		d.unread++
		fmt.Fprintf(d.env.err, "mains: %s: %v\n", in.name, err)
		return nil
	}
	for _, item := range items {
		if err := item.show(d); err != nil {
			if !d.many {
				return err
			}
			d.unread++
			fmt.Fprintf(d.env.err, "mains: %s: %v\n", item.name, err)
		}
	}
	return nil
}

// end sums up, and is the error of what did not hold.
func (d *decoder) end() error {
	if d.many && !d.command.JSON {
		fmt.Fprintf(d.env.out, "%d messages: %d hold, %d wrong, %d not checked in full (a key is "+
			"missing), %d inputs that are none\n", d.messages, d.messages-d.wrong-d.short, d.wrong, d.short,
			d.unread)
	}
	if d.wrong > 0 || d.many && d.unread > 0 {
		return quietError{errors.New("a check does not hold")}
	}
	return nil
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
	}
	switch {
	case d.command.JSON:
		return o.writeJSON(d)
	case d.command.Check && d.many:
		if o.failed() {
			fmt.Fprintf(d.env.out, "%s: %s\n", name, strings.Join(o.faults(), "; "))
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
		if errors.Is(err, gbcs.ErrSignature) || errors.Is(err, gbcs.ErrMAC) {
			faults = append(faults, err.Error())
		}
	}
	if o.again != nil {
		faults = append(faults, o.again.Error())
	}
	return faults
}

// missing says which key was missing for a check, nil where none was.
func (o *observed) missing() error {
	for _, err := range []error{o.checks.Signature, o.checks.MAC, o.opened} {
		if errors.Is(err, gbcs.ErrNoKey) {
			return err
		}
	}
	return nil
}

// outcome is a check in one phrase, empty where there was nothing to check.
func outcome(err error) string {
	switch {
	case errors.Is(err, usecase.ErrAbsent):
		return ""
	case errors.Is(err, gbcs.ErrNoKey):
		return "not checked: " + err.Error()
	case err == nil:
		return "valid"
	}
	return "NOT VALID: " + err.Error()
}

// keys are those that decode may use.
func (c *decodeCommand) keys() (*smki.KeyStore, error) {
	address, err := c.find()
	if err != nil {
		address = addresses{}
	}
	return c.keyStore(address.Keys)
}

// print writes a message for people.
func (o *observed) print(d *decoder) {
	out, m := d.env.out, o.message
	title := "Message Code " + m.Header.Message.String() + ", which is in no Use Case here"
	if u, ok := usecase.ByMessage(m.Header.Message); ok {
		title = u.String()
	}
	if o.name != "" && d.many {
		fmt.Fprintf(out, "%s\n", d.paint.dim(o.name))
	}
	fmt.Fprintf(out, "%s\n", d.paint.bold(title))
	kind := map[gbcs.Form]string{
		gbcs.PreCommand: "Pre-Command", gbcs.Inner: m.Flag.String(), gbcs.Sealed: m.Flag.String(),
	}[m.Form]
	fmt.Fprintf(out, "%s of %d octets from %s to %s, counter %d\n", kind, len(o.raw), m.Originator,
		m.Recipient, m.Counter)
	for _, check := range []struct {
		name string
		err  error
	}{{"signature", o.checks.Signature}, {"MAC", o.checks.MAC}} {
		if text := outcome(check.err); text != "" {
			fmt.Fprintf(out, "%-10s %s\n", check.name, d.paint.verdict(text))
		}
	}
	if o.opened != nil {
		fmt.Fprintf(out, "%-10s %s\n", "encrypted", d.paint.verdict(outcome(o.opened)))
	}
	if o.reading != nil {
		fmt.Fprintf(out, "%-10s %s\n", "payload", d.paint.verdict("NOT AS DECLARED: "+o.reading.Error()))
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
