package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldsig"
)

// shown is an outcome as --json prints it.
type shown struct {
	Request    duis.RequestID `json:"request_id"`
	Variant    string         `json:"service_reference_variant"`
	PreCommand *shownReply    `json:"pre_command,omitempty"`
	Ack        *shownReply    `json:"acknowledgement,omitempty"`
	Answer     *shownReply    `json:"answer,omitempty"`
	Local      string         `json:"local_command,omitempty"` // hexadecimal
	Device     *shownDevice   `json:"device,omitempty"`
	Inventory  []duis.Device  `json:"inventory,omitempty"`
	Payload    []shownRow     `json:"payload,omitempty"` // any other answer of the DCC
	Took       float64        `json:"took_seconds"`
	Fault      string         `json:"fault,omitempty"`
}

type shownReply struct {
	Code      duis.ResponseCode `json:"code"`
	Meaning   string            `json:"meaning"`
	Signature string            `json:"signature"` // valid, or why not
	DateTime  time.Time         `json:"date_time"`
}

type shownDevice struct {
	UseCase    string     `json:"use_case"`
	Message    string     `json:"message"` // hexadecimal
	Protection string     `json:"protection"`
	Verdict    string     `json:"verdict"` // valid, not checked, or why not
	Success    bool       `json:"success"`
	Alert      string     `json:"alert,omitempty"`
	Time       *time.Time `json:"time,omitempty"` // the Device's own
	Rows       []shownRow `json:"rows"`
}

type shownRow struct {
	Name   string `json:"name"`
	Value  any    `json:"value,omitempty"`
	Unit   string `json:"unit,omitempty"`
	Scaler int8   `json:"scaler,omitempty"`
	Text   string `json:"text"`
	Result string `json:"result,omitempty"`
	Clause string `json:"clause,omitempty"`
	// Rows are what is within; then there is no Value.
	Rows []shownRow `json:"rows,omitempty"`
}

// show prints what became of a request. err is how it ended, and comes back where
// the output has not said it.
func (c *sendCommand) show(
	env environment, o *client.Outcome, took time.Duration, err error,
) error {
	if c.JSON {
		return c.showJSON(env, o, took, err)
	}
	if o.Request == nil {
		return err
	}
	title := o.Request.ServiceReferenceVariant
	if v, ok := srv.Lookup(title); ok {
		title = v.String()
	}
	fmt.Fprintf(env.out, "%s → %s\n", title, o.Request.RequestID.Target)
	fmt.Fprintf(env.out, "RequestID  %s\n", o.Request.RequestID)
	showReply(env.out, "Pre-Command", o.PreCommand)
	showReply(env.out, "acknowledged", o.Ack)
	showReply(env.out, "answered", o.Answer)
	showLocal(env.out, o)
	if o.Device != nil {
		showDevice(env.out, o.Device)
	}
	if o.Answer != nil {
		showInventory(env.out, inventoryOf(o.Answer))
		showRows(env.out, payloadRows(o.Answer), "  ")
	}
	fmt.Fprintf(env.out, "in %d ms\n", took.Milliseconds())
	if errors.Is(err, client.ErrRefused) {
		return quietError{err} // the reply has said it
	}
	if err != nil {
		return err
	}
	return sound(o)
}

// sound is an error where a signature or a MAC does not hold.
func sound(o *client.Outcome) error {
	for _, reply := range []*client.Reply{o.PreCommand, o.Ack, o.Answer} {
		if reply != nil && reply.Signature != nil {
			return quietError{reply.Signature}
		}
	}
	if o.Device != nil && o.Device.Fault != nil {
		return quietError{o.Device.Fault}
	}
	return nil
}

func showReply(out io.Writer, what string, reply *client.Reply) {
	if reply == nil {
		return
	}
	if reply.Refused() != nil {
		what = "refused"
	}
	fmt.Fprintf(out, "%-12s %-4s %s; XML signature %s\n", what, reply.Code, reply.Code.Meaning(),
		verdict(reply.Signature))
}

// showLocal prints the Command for local delivery, where the reply has one.
func showLocal(out io.Writer, o *client.Outcome) {
	for _, reply := range []*client.Reply{o.Ack, o.Answer} {
		if local := localOf(reply); local != nil {
			fmt.Fprintf(out, "for local delivery: %X\n", local)
		}
	}
}

// localOf is the Command for local delivery in a reply, or nil.
func localOf(reply *client.Reply) []byte {
	if reply == nil {
		return nil
	}
	if body, ok := reply.Body.(*duis.ResponseMessage); ok {
		if local, ok := body.Payload.(*duis.LocalCommand); ok {
			return local.GBCSPayload
		}
	}
	return nil
}

// unchecked is what a check lacks: it has found nothing wrong.
type unchecked struct{ error }

// verdict is a check in one phrase.
func verdict(err error) string {
	switch {
	case err == nil:
		return "valid"
	case errors.Is(err, xmldsig.ErrUnsigned):
		return "absent"
	case errors.As(err, new(unchecked)):
		return "not checked: " + err.Error()
	}
	return "NOT VALID: " + err.Error()
}

// protection is the check of a Device's message in one phrase.
func protection(d *client.DeviceAnswer) string {
	if d.Protection == client.ByDCC {
		return "MAC is for the DCC, which checked it"
	}
	return string(d.Protection) + " " + verdict(d.Fault)
}

func showDevice(out io.Writer, d *client.DeviceAnswer) {
	fmt.Fprintf(out, "\n%s from %s; %s\n", d.UseCase, d.Message.Originator, protection(d))
	if d.Values.Alert != 0 {
		line := "  alert " + d.Values.Alert.String() + "  " + d.Values.AlertTitle
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
	if !d.Values.Time.IsZero() {
		fmt.Fprintf(out, "  at %s (Device clock)\n", d.Values.Time.Format(time.RFC3339))
	}
	showRows(out, d.Values.Rows, "  ")
	fmt.Fprintln(out)
}

// inOneLine is how long what is within a row may be to stand in the row itself.
const inOneLine = 72

// showRows prints values in a column, failures with their result. What does not go in one
// line stands below its name.
func showRows(out io.Writer, rows []usecase.Row, indent string) {
	width := 0
	for _, row := range rows {
		width = max(width, len(row.Name))
	}
	for _, row := range rows {
		text, below := row.Text, len(row.Rows) > 0 && len(row.Text) > inOneLine
		if below {
			text = ""
		}
		if row.Failed {
			text = "FAILED: " + text
		}
		line := fmt.Sprintf("%s%-*s  %s", indent, width, row.Name, text)
		fmt.Fprintln(out, strings.TrimRight(line, " "))
		if below {
			showRows(out, row.Rows, indent+"  ")
		}
	}
}

func inventoryOf(reply *client.Reply) []duis.Device {
	if body, ok := reply.Body.(*duis.ResponseMessage); ok {
		if inventory, ok := body.Payload.(*duis.DSPInventory); ok {
			return inventory.Device
		}
	}
	return nil
}

// payloadRows are the elements of what the DCC answers, where that is neither a message nor
// the inventory, which are shown in ways of their own.
func payloadRows(reply *client.Reply) []usecase.Row {
	body, ok := reply.Body.(*duis.ResponseMessage)
	if !ok || body.Payload == nil {
		return nil
	}
	switch body.Payload.(type) {
	case duis.GBCSPayload, *duis.DSPInventory, *duis.LocalCommand:
		return nil
	}
	parsed, err := xmldsig.Parse(reply.Document)
	if err != nil {
		return nil // it was read before
	}
	e := elementNamed(parsed.Root, body.Payload.Element())
	if e == nil {
		return nil
	}
	row := elementRow(e)
	if len(row.Rows) == 0 {
		return []usecase.Row{row}
	}
	return row.Rows
}

// elementNamed is the first element of that name in e, or nil.
func elementNamed(e *xmldsig.Element, name string) *xmldsig.Element {
	if e.Local == name {
		return e
	}
	for _, child := range e.Children {
		if child, ok := child.(*xmldsig.Element); ok {
			if found := elementNamed(child, name); found != nil {
				return found
			}
		}
	}
	return nil
}

// elementRow is an element, with the elements in it as rows. A message in it is left out: it
// is shown by itself.
func elementRow(e *xmldsig.Element) usecase.Row {
	row := usecase.Row{Name: e.Local}
	var texts []string
	for _, child := range e.Children {
		switch child := child.(type) {
		case *xmldsig.Element:
			if child.Local == "GBCSPayload" {
				continue
			}
			inner := elementRow(child)
			row.Rows = append(row.Rows, inner)
			texts = append(texts, strings.TrimSpace(inner.Name+" "+inner.Text))
		case *xmldsig.Text:
			if text := strings.TrimSpace(child.Value); text != "" {
				texts = append(texts, text)
			}
		}
	}
	row.Text = strings.Join(texts, ", ")
	return row
}

func showInventory(out io.Writer, devices []duis.Device) {
	const layout = "  %-23s  %-6s  %-24s  %-13s  %-10s  %s\n"
	if len(devices) > 0 {
		fmt.Fprintf(out, layout, "DeviceID", "type", "status", "MPxN", "model", "GBCS")
	}
	for _, d := range devices {
		fmt.Fprintf(out, layout, d.DeviceID, d.DeviceType, orDash(d.DeviceStatus),
			orDash(d.ImportMPxN), d.DeviceModel, orDash(d.DeviceGBCSVersion))
	}
}

func orDash(text *string) string {
	if text == nil {
		return "-"
	}
	return *text
}

func (c *sendCommand) showJSON(
	env environment, o *client.Outcome, took time.Duration, err error,
) error {
	if o.Request == nil {
		return err
	}
	s := shown{
		Request: o.Request.RequestID, Variant: o.Request.ServiceReferenceVariant,
		PreCommand: replyOf(o.PreCommand), Ack: replyOf(o.Ack), Answer: replyOf(o.Answer),
		Took: took.Seconds(),
	}
	if o.Answer != nil {
		s.Inventory = inventoryOf(o.Answer)
		s.Payload = rowsOf(payloadRows(o.Answer))
	}
	s.Local = hex.EncodeToString(append(localOf(o.Ack), localOf(o.Answer)...))
	if o.Device != nil {
		s.Device = deviceOf(o.Device)
	}
	if err != nil {
		s.Fault = err.Error()
	}
	if failed := writeJSON(env.out, s); failed != nil {
		return failed
	}
	if err != nil {
		return quietError{err}
	}
	return sound(o)
}

func writeJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

func replyOf(reply *client.Reply) *shownReply {
	if reply == nil {
		return nil
	}
	return &shownReply{reply.Code, reply.Code.Meaning(), verdict(reply.Signature), reply.DateTime}
}

func deviceOf(d *client.DeviceAnswer) *shownDevice {
	s := &shownDevice{
		UseCase: d.UseCase.Code, Message: hex.EncodeToString(d.Message.Append(nil)),
		Protection: string(d.Protection), Verdict: verdict(d.Fault), Success: d.Values.Success,
		Rows: rowsOf(d.Values.Rows),
	}
	if d.Protection == client.ByDCC {
		s.Verdict = "not checked"
	}
	if d.Values.Alert != 0 {
		s.Alert = d.Values.Alert.String()
	}
	if !d.Values.Time.IsZero() {
		s.Time = &d.Values.Time
	}
	return s
}

func rowsOf(of []usecase.Row) []shownRow {
	rows := make([]shownRow, 0, len(of))
	for _, row := range of {
		value := row.Value
		if len(row.Rows) > 0 {
			value = nil
		}
		rows = append(rows, shownRow{
			row.Name, value, row.Unit.String(), row.Scaler, row.Text, row.Result, row.Clause,
			rowsOf(row.Rows),
		})
	}
	return rows
}

// showReceived prints a document that came to a receive service.
func showReceived(
	ctx context.Context, env environment, c *client.Client, reply *client.Reply,
) error {
	id := identityOf(reply)
	switch body := reply.Body.(type) {
	case *duis.DeviceAlertMessage:
		fmt.Fprintf(env.out, "Device Alert %X from %s; XML signature %s\n", body.AlertCode,
			id.Originator, verdict(reply.Signature))
		return showMessage(ctx, env, c, body.GBCSPayload)
	case *duis.DCCAlertMessage:
		fmt.Fprintf(env.out, "DCC Alert %s; XML signature %s\n", body.DCCAlertCode,
			verdict(reply.Signature))
		if event, ok := body.DCCAlert.(*duis.PowerOutageEvent); ok {
			fmt.Fprintf(env.out, "  power outage of %s at %s since %s\n", event.CommsHubDeviceID,
				event.MPxN, event.StartDateTime.Format(time.RFC3339))
		}
	case *duis.ResponseMessage:
		fmt.Fprintf(env.out, "Response %s to %s: %s %s; XML signature %s\n",
			body.ServiceReferenceVariant, reply.RequestIDText, reply.Code, reply.Code.Meaning(),
			verdict(reply.Signature))
		if payload, ok := body.Payload.(duis.GBCSPayload); ok {
			return showMessage(ctx, env, c, payload)
		}
	}
	return nil
}

func showMessage(ctx context.Context, env environment, c *client.Client, payload []byte) error {
	answer, err := c.Open(ctx, payload)
	if err != nil {
		return err
	}
	showDevice(env.out, answer)
	return nil
}
