package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/duis/tariff"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/system"
)

// tariffCommand is about the tariffs of meters.
type tariffCommand struct {
	Make tariffMake `cmd:"" default:"withargs" help:"Make the request that sets a tariff, or draw it."`
	Show tariffShow `cmd:"" help:"Show the tariff in a request as a file and a picture."`
}

// Help has a file and what it becomes.
func (tariffCommand) Help() string {
	return `Makes the request of Service Reference Variant 1.1.1 of a file, unsigned, for send,
sign or transform. Three lines are a tariff:

  fuel: electricity
  standing charge: 53.35   # pence a day
  rate: 24.86              # pence per kWh

So are rates by time of day, by what is used, by season:

  rates:
    night: 12.5
    day: 28.62 up to 200 kWh, then 25.1
  days:
    Mon-Fri: 00:00 night / 07:00 day / 23:30 night
    Sat-Sun: 00:00 night / 09:00 day
  special days:
    25 December every year: Sat-Sun

  mains tariff evening.yaml --draw                 what the week looks like
  mains tariff evening.yaml --device 00-DB-12-34-56-78-90-A0 | mains send -
  mains tariff evening.yaml --device ... --start '2030-01-15 09:00' --as supplier-2
  mains tariff show request.xml                    the inverse
  mains tariff make --help                         all flags; make may be left out

TIMES ARE UTC ALL YEAR: a meter knows no summer time. What people read as 07:00 in July is
06:00 in the file; seasons can have days of their own. docs/tariffs.md describes every
line of the file, the limits of a meter and how amounts are written.`
}

type tariffMake struct {
	File    string `arg:"" help:"The tariff; - is standard input."`
	Device  eui.ID `placeholder:"EUI" help:"Device ID of the ESME or GSME."`
	As      string `default:"supplier" placeholder:"USER" help:"The supplier, by alias or EUI-64 (default supplier)."`
	Counter uint64 `default:"1" placeholder:"N" help:"Counter of the RequestID (default 1; send and sign give it a fresh one)."`
	Start   string `placeholder:"TIME" help:"When the tariff starts, instead of what the file says: now, cancel, or UTC such as '2030-01-15 09:00'."`
	Draw    bool   `help:"Draw the week instead of making a request."`
	JSON    bool   `name:"json" help:"Print what the file says as JSON instead of making a request."`
}

// Run reads a file and prints its request or its picture.
func (c *tariffMake) Run(env environment) error {
	text, err := readInput(env, c.File)
	if err != nil {
		return err
	}
	t, err := tariff.Parse(text)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if c.Start != "" {
		if t.Start, err = tariff.ParseStart(c.Start); err != nil {
			return usageError{fmt.Errorf("--start: %w", err)}
		}
		if err := t.Check(); err != nil {
			return usageError{fmt.Errorf("--start: %w", err)}
		}
	}
	switch {
	case c.JSON:
		return writeJSON(env.out, t)
	case c.Draw:
		_, err := fmt.Fprint(env.out, t.Draw(ratePaint(env)))
		return err
	case c.Device.IsZero():
		return usageError{errors.New("for which meter? --device EUI; or --draw, to see the week")}
	}
	for _, note := range t.Notes() {
		fmt.Fprintf(env.err, "mains: %s: note: %s\n", c.File, note)
	}
	req, err := c.request(t)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.out, "%s\n", req.Append(nil))
	return err
}

// request makes the request of a tariff.
func (c *tariffMake) request(t *tariff.Tariff) (*duis.Request, error) {
	party, known := system.FindParty(c.As)
	originator := party.EUI
	if !known {
		var err error
		if originator, err = eui.Parse(c.As); err != nil {
			return nil, usageError{fmt.Errorf("--as: no User %q: want an EUI-64 or one of %s",
				c.As, aliases())}
		}
	}
	if c.Counter == 0 {
		return nil, usageError{errors.New("--counter: want 1 or more")}
	}
	body, err := t.Body()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	v := srv.UpdateImportTariffPrimaryElement
	reference := v.SRV[:strings.LastIndexByte(v.SRV, '.')]
	return &duis.Request{SchemaVersion: duis.SchemaVersion, Body: body, Header: duis.Header{
		RequestID:      duis.RequestID{Originator: originator, Target: c.Device, Counter: c.Counter},
		CommandVariant: 4, ServiceReference: reference, ServiceReferenceVariant: v.SRV,
	}}, nil
}

type tariffShow struct {
	Request string `arg:"" help:"A request of 1.1.1, signed or not; - is standard input."`
	JSON    bool   `name:"json" help:"Print JSON."`
}

// Help says what is printed.
func (tariffShow) Help() string {
	return `Prints the tariff in a request of Service Reference Variant 1.1.1 as the file that makes
it, and behind it as comments the week and what a meter may take otherwise. A request has
numbers where a file has names: rate 2 is register 2. What is printed is a file again:

  mains tariff show request.xml > tariff.yaml`
}

// shownTariff is a tariff as show --json prints it.
type shownTariff struct {
	*tariff.Tariff
	Notes []string `json:"notes,omitempty"`
}

// Run reads a request and prints its tariff.
func (c *tariffShow) Run(env environment) error {
	document, err := readInput(env, c.Request)
	if err != nil {
		return err
	}
	if !isRequest(document) {
		return fmt.Errorf("%s is no request document: mains tariff draws a file, mains decode reads "+
			"Commands and responses", c.Request)
	}
	req, err := duis.Parse(document)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Request, err)
	}
	body, ok := req.Body.(*duis.UpdateImportTariffPrimaryElement)
	if !ok {
		return fmt.Errorf("%s: the request is of %s and sets no tariff: want one of 1.1.1",
			c.Request, req.ServiceReferenceVariant)
	}
	t, notes, err := tariff.Of(body)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Request, err)
	}
	if c.JSON {
		return writeJSON(env.out, shownTariff{t, append(notes, t.Notes()...)})
	}
	fmt.Fprintln(env.out, t.Text())
	for line := range strings.Lines(t.Draw(ratePaint(env))) {
		fmt.Fprint(env.out, strings.TrimRight("# "+line, " \n"), "\n")
	}
	for _, note := range notes {
		fmt.Fprintf(env.out, "# Note: %s.\n", note)
	}
	return nil
}

// rateColours tell rates apart on a terminal: black on a colour, and beyond these again.
var rateColours = []string{"30;42", "30;43", "30;46", "30;45", "30;41", "30;47", "30;44"}

// ratePaint paints the letters of a rate.
func ratePaint(env environment) func(int, string) string {
	paint := palette(env.terminal)
	return func(rate int, text string) string {
		return paint.paint(rateColours[rate%len(rateColours)], text)
	}
}
