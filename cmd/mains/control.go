package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/eui"
)

// controlCommand is the test controls of a running system, one field a control.
type controlCommand struct {
	Clock    clockControl    `cmd:"" help:"Show the clock, or move it."`
	Power    powerControl    `cmd:"" help:"Cut the supply of a home, or restore it."`
	Wake     wakeControl     `cmd:"" help:"Make a GSME fetch what waits for it."`
	Alert    alertControl    `cmd:"" help:"Make a Device send an alert."`
	Status   statusControl   `cmd:"" help:"Set the status of a Device in the inventory."`
	Fault    faultControl    `cmd:"" help:"Make a Device misbehave: silent, late, twice, wrong-mac, wrong-signature."`
	Faults   faultsControl   `cmd:"" help:"List faults, or end one."`
	Users    usersControl    `cmd:"" help:"List Users and where their answers go."`
	User     userControl     `cmd:"" help:"Say where a User's answers go, or whether it is active."`
	Requests requestsControl `cmd:"" help:"List the latest requests and where they stand."`
}

// running says which running system a control is for.
type running struct {
	Data string `default:"${data}" placeholder:"DIR" help:"Data directory of the system (default ${data})."`
	To   string `placeholder:"URL" help:"Address of its DUIS services (default: as the system in --data says)."`
}

// call calls a control.
func (r running) call(ctx context.Context, method, path string, in, out any) error {
	at, err := where{Data: r.Data, To: r.To}.find()
	if err != nil {
		return err
	}
	return callControl(ctx, at, method, path, in, out)
}

type clockControl struct {
	Change string `arg:"" optional:"" enum:"show,advance,set,rate,freeze,unfreeze" default:"show" help:"show, advance, set, rate, freeze or unfreeze."`
	Value  string `arg:"" optional:"" help:"advance 3m; set 2022-06-30T12:00:00Z; rate 60."`
	running
}

// Run moves the clock and prints it.
func (c *clockControl) Run(ctx context.Context, env environment) error {
	var now struct {
		Now time.Time `json:"now"`
	}
	if c.Change == "show" {
		if err := c.call(ctx, http.MethodGet, "/clock", nil, &now); err != nil {
			return err
		}
		fmt.Fprintln(env.out, now.Now.Format(time.RFC3339Nano))
		return nil
	}
	change, err := c.change()
	if err != nil {
		return err
	}
	if err := c.call(ctx, http.MethodPost, "/clock", change, &now); err != nil {
		return err
	}
	fmt.Fprintln(env.out, now.Now.Format(time.RFC3339Nano))
	return nil
}

func (c *clockControl) change() (map[string]any, error) {
	switch c.Change {
	case "advance":
		if c.Value == "" {
			return nil, errors.New("clock advance: want a duration such as 3m or 24h")
		}
		return map[string]any{"advance": c.Value}, nil
	case "set":
		at, err := parseTime(c.Value)
		if err != nil || at.IsZero() {
			return nil, fmt.Errorf("clock set %q: want a time such as 2022-06-30T12:00:00Z", c.Value)
		}
		return map[string]any{"set": at}, nil
	case "rate":
		rate, err := strconv.ParseFloat(c.Value, 64)
		if err != nil {
			return nil, fmt.Errorf("clock rate %q: want a number", c.Value)
		}
		return map[string]any{"rate": rate}, nil
	}
	if c.Value != "" {
		return nil, fmt.Errorf("clock %s takes no value", c.Change)
	}
	return map[string]any{"frozen": c.Change == "freeze"}, nil
}

type powerControl struct {
	Hub   eui.ID `arg:"" help:"Device ID of the Communications Hub."`
	State string `arg:"" enum:"on,off" help:"on or off."`
	running
}

// Run switches the supply of a home.
func (c *powerControl) Run(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/hubs/"+c.Hub.String()+"/power",
		map[string]any{"on": c.State == "on"}, nil)
}

type wakeControl struct {
	Device eui.ID `arg:"" help:"Device ID of the GSME."`
	running
}

// Run wakes a GSME.
func (c *wakeControl) Run(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/devices/"+c.Device.String()+"/wake", nil, nil)
}

type alertControl struct {
	Device eui.ID `arg:"" help:"Device ID."`
	Code   string `arg:"" help:"Alert code, four hexadecimal digits such as 8F3F."`
	running
}

// Run raises an alert.
func (c *alertControl) Run(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/devices/"+c.Device.String()+"/alert",
		map[string]any{"code": c.Code}, nil)
}

type statusControl struct {
	Device eui.ID `arg:"" help:"Device ID."`
	Status string `arg:"" help:"Pending, Commissioned, Decommissioned, Suspended, …"`
	running
}

// Run sets the status of a Device.
func (c *statusControl) Run(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/devices/"+c.Device.String()+"/status",
		map[string]any{"status": c.Status}, nil)
}

type faultControl struct {
	Device  eui.ID        `arg:"" help:"Device ID of who misbehaves."`
	Kind    string        `arg:"" help:"silent, late, twice, wrong-mac or wrong-signature."`
	UseCase string        `placeholder:"CODE" help:"Only in answers of this Use Case, such as ECS17b."`
	Nth     int           `placeholder:"N" help:"Only the Nth time (default: every time)."`
	Delay   time.Duration `placeholder:"D" help:"How late, for late."`
	running
}

// Run adds a fault and prints its name.
func (c *faultControl) Run(ctx context.Context, env environment) error {
	fault := map[string]any{"device": c.Device, "kind": c.Kind}
	if c.UseCase != "" {
		fault["use_case"] = c.UseCase
	}
	if c.Nth != 0 {
		fault["nth"] = c.Nth
	}
	if c.Delay != 0 {
		fault["delay"] = c.Delay.String()
	}
	var name json.RawMessage
	if err := c.call(ctx, http.MethodPost, "/faults", fault, &name); err != nil {
		return err
	}
	fmt.Fprintln(env.out, strings.Trim(string(name), "\"\n"))
	return nil
}

type faultsControl struct {
	End string `placeholder:"NAME" help:"End the fault of this name."`
	running
}

// Run lists faults, or ends one. A line of the list, posted to the controls, puts the
// same fault in force again.
func (c *faultsControl) Run(ctx context.Context, env environment) error {
	if c.End != "" {
		return c.call(ctx, http.MethodDelete, "/faults/"+url.PathEscape(c.End), nil, nil)
	}
	var faults []json.RawMessage
	if err := c.call(ctx, http.MethodGet, "/faults", nil, &faults); err != nil {
		return err
	}
	for _, fault := range faults {
		var line bytes.Buffer
		if err := json.Compact(&line, fault); err != nil {
			return err
		}
		fmt.Fprintln(env.out, line.String())
	}
	return nil
}

type usersControl struct{ running }

// Run lists the Users.
func (c *usersControl) Run(ctx context.Context, env environment) error {
	var users []struct {
		EUI        eui.ID   `json:"eui"`
		Name       string   `json:"name"`
		Roles      []string `json:"roles"`
		Active     bool     `json:"active"`
		ReceiveURL string   `json:"receive_url"`
	}
	if err := c.call(ctx, http.MethodGet, "/users", nil, &users); err != nil {
		return err
	}
	for _, u := range users {
		url, active := u.ReceiveURL, ""
		if url == "" {
			url = "answers are kept"
		}
		if !u.Active {
			active = ", not active"
		}
		fmt.Fprintf(env.out, "%s  %-8s %-22s %s%s\n", u.EUI, strings.Join(u.Roles, " "), u.Name,
			url, active)
	}
	return nil
}

type userControl struct {
	User       string  `arg:"" help:"Alias or EUI-64."`
	ReceiveURL *string `placeholder:"URL" help:"Where answers and alerts are posted; empty: kept."`
	Active     *bool   `negatable:"" help:"Whether the User may make requests."`
	running
}

// Run changes a User.
func (c *userControl) Run(ctx context.Context) error {
	id, err := userID(c.User)
	if err != nil {
		return err
	}
	change := map[string]any{}
	if c.ReceiveURL != nil {
		change["receive_url"] = *c.ReceiveURL
	}
	if c.Active != nil {
		change["active"] = *c.Active
	}
	if len(change) == 0 {
		return errors.New("nothing to change: say --receive-url, --active or --no-active")
	}
	return c.call(ctx, http.MethodPut, "/users/"+id.String(), change, nil)
}

type requestsControl struct{ running }

// Run lists the latest requests.
func (c *requestsControl) Run(ctx context.Context, env environment) error {
	var requests []struct {
		ID       string    `json:"request_id"`
		Variant  string    `json:"service_reference_variant"`
		UseCase  string    `json:"use_case"`
		State    string    `json:"state"`
		Attempts int       `json:"attempts"`
		Received time.Time `json:"received"`
	}
	if err := c.call(ctx, http.MethodGet, "/requests", nil, &requests); err != nil {
		return err
	}
	for _, r := range requests {
		fmt.Fprintf(env.out, "%s  %-62s %-7s %-8s %-11s attempt %d\n",
			r.Received.Format(time.RFC3339), r.ID, r.Variant, r.UseCase, r.State, r.Attempts)
	}
	return nil
}
