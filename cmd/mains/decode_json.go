package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// decodedMessage is a message as decode --json prints it. docs/decode.md describes it; a
// field is never taken away and never means something else.
type decodedMessage struct {
	Kind       string         `json:"kind"`            // message
	Input      string         `json:"input,omitempty"` // file name
	Form       string         `json:"form"`
	Flag       string         `json:"cra_flag"`
	Counter    uint64         `json:"originator_counter"`
	Originator string         `json:"originator"`
	Recipient  string         `json:"recipient"`
	DateTime   string         `json:"date_time,omitempty"`
	Message    string         `json:"message_code"`
	UseCase    string         `json:"use_case,omitempty"`
	Title      string         `json:"title,omitempty"`
	Size       int            `json:"size"`
	Checks     decodedChecks  `json:"checks"`
	Fault      string         `json:"fault,omitempty"` // the payload is not as declared
	Lines      []*decodedLine `json:"lines"`
}

// decodedChecks are the checks: valid, invalid, or not checked.
type decodedChecks struct {
	Signature  *decodedCheck `json:"signature,omitempty"`
	MAC        *decodedCheck `json:"mac,omitempty"`
	Encryption *decodedCheck `json:"encryption,omitempty"`
	Again      *decodedCheck `json:"written_again,omitempty"`
}

type decodedCheck struct {
	Verdict string `json:"verdict"` // valid, invalid or not checked
	Reason  string `json:"reason,omitempty"`
}

// decodedLine is a piece of the message; lines holds what is inside.
type decodedLine struct {
	Offset    int            `json:"offset"`
	Size      int            `json:"size"`
	Octets    string         `json:"octets"` // hexadecimal
	Name      string         `json:"name"`
	Value     any            `json:"value,omitempty"`
	Unit      string         `json:"unit,omitempty"`
	Scaler    int8           `json:"scaler,omitempty"`
	Text      string         `json:"text,omitempty"`
	Clause    string         `json:"clause,omitempty"`
	Fixed     bool           `json:"fixed,omitempty"`
	Decrypted bool           `json:"decrypted,omitempty"`
	Failed    bool           `json:"failed,omitempty"`
	Lines     []*decodedLine `json:"lines,omitempty"`
}

// decodedToken is a UTRN as decode --json prints it.
type decodedToken struct {
	Kind    string `json:"kind"` // UTRN
	Input   string `json:"input,omitempty"`
	UTRN    string `json:"utrn"`
	Amount  string `json:"amount"`
	Counter uint16 `json:"counter_bits"`
}

// decodedFirmware is a firmware image as decode --json prints it.
type decodedFirmware struct {
	Kind             string `json:"kind"` // firmware image
	Input            string `json:"input,omitempty"`
	Size             int    `json:"size"`
	ManufacturerCode string `json:"manufacturer_code"`
	ImageType        string `json:"image_type"`
	Version          string `json:"firmware_version"`
	ImageSize        int    `json:"manufacturer_image_size"`
	Hash             string `json:"manufacturer_image_hash"`
	HubHash          string `json:"hash_if_for_communications_hub,omitempty"`
}

// checkOf is a check in JSON, nil where there was nothing to check.
func checkOf(err error) *decodedCheck {
	switch {
	case err == nil:
		return &decodedCheck{Verdict: "valid"}
	case errors.Is(err, usecase.ErrAbsent):
		return nil
	case errors.Is(err, gbcs.ErrNoKey):
		return &decodedCheck{"not checked", missingKey(err).Error()}
	}
	return &decodedCheck{"invalid", err.Error()}
}

// writeJSON writes a document: indented where it is the only one, else on one line.
func (d *decoder) writeJSON(v any) error {
	if !d.many {
		return writeJSON(d.out, v)
	}
	return json.NewEncoder(d.out).Encode(v)
}

// json is the message as a document.
func (o *observed) json(d *decoder) *decodedMessage {
	m := o.message
	j := &decodedMessage{
		Kind: "message", Input: o.name, Form: m.Form.String(), Flag: m.Flag.String(), Counter: m.Counter,
		Originator: m.Originator.String(), Recipient: m.Recipient.String(),
		Message: m.Header.Message.String(), Size: len(o.raw),
		Checks: decodedChecks{
			Signature: checkOf(o.checks.Signature), MAC: checkOf(o.checks.MAC),
			Encryption: checkOf(o.encryption()),
		},
		Lines: nested(o.lines),
	}
	if m.DateTime != nil {
		j.DateTime = m.DateTime.String()
	}
	if u, ok := usecase.ByMessage(m.Header.Message); ok {
		j.UseCase, j.Title = u.Code, u.Title
	}
	if o.reading != nil {
		j.Fault = o.reading.Error()
	}
	if d.command.Check {
		j.Checks.Again = checkOf(o.again)
	}
	return j
}

// nested puts each line into the one that it is inside of.
func nested(lines []usecase.Line) []*decodedLine {
	root := &decodedLine{}
	stack := []*decodedLine{root}
	for _, l := range lines {
		j := &decodedLine{
			Offset: l.Offset, Size: l.Size, Octets: hex.EncodeToString(l.Raw), Name: l.Name,
			Text: l.Text, Fixed: l.Fixed, Decrypted: l.Decrypted, Failed: l.Failed,
		}
		if l.Place != nil {
			j.Clause = l.Place.Info().Clause
			j.Unit, j.Scaler = l.Unit.String(), l.Scaler
		}
		j.Value = plainValue(l.Value)
		stack = stack[:min(l.Depth+1, len(stack))]
		parent := stack[len(stack)-1]
		parent.Lines = append(parent.Lines, j)
		stack = append(stack, j)
	}
	return root.Lines
}

// plainValue is a value as JSON has it: octets in hexadecimal, times and bits as text,
// numbers as numbers, a scaler and unit as an object.
func plainValue(v any) any {
	switch v := v.(type) {
	case nil, bool, string, int8, int16, int32, int64, uint8, uint16, uint32, uint64,
		usecase.ScaledBy:
		return v
	case time.Time:
		return v.Format(time.RFC3339)
	case []byte:
		return hex.EncodeToString(v)
	case fmt.Stringer:
		return v.String()
	}
	return v
}
