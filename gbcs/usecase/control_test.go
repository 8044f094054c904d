package usecase_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestPlainZigBee checks that a Use Case without a GBCS message says so and says no more.
func TestPlainZigBee(t *testing.T) {
	u := usecase.PECS01
	place := func(p usecase.Place, _ bool) { t.Errorf("it has %s", p.Info().Name) }
	u.Arguments(place)
	u.Returns(place)
	if u.IsAlert() || u.Critical() || u.Encrypted() || u.Notation() != 0 {
		t.Errorf("%v is no message", u)
	}
	if command, answer := u.Protection(usecase.Supplier); command|answer != 0 {
		t.Errorf("protected with %v, %v", command, answer)
	}
	h := gbcs.Header{Flag: gbcs.Command, Message: u.Message}
	if _, err := u.AppendCommand(nil, h, nil); err == nil {
		t.Error("a Command was written")
	}
	if _, err := u.AppendResponse(nil, &h, nil, nil); err == nil {
		t.Error("a Response was written")
	}
	if _, err := u.AppendAlert(nil, &h, usecase.Event{}, nil, nil); err == nil {
		t.Error("an Alert was written")
	}
	if _, err := u.ParseCommand(h, nil); err == nil {
		t.Error("a Command was read")
	}
	var tree usecase.Tree
	for _, flag := range []gbcs.Flag{gbcs.Command, gbcs.Response, gbcs.Alert} {
		m := gbcs.Message{Header: h}
		m.Flag = flag
		if err := tree.Read(&m, nil); !errors.Is(err, usecase.ErrMismatch) {
			t.Errorf("%v: %v", flag, err)
		}
	}
}

// TestRowsLeftOut checks which rows a Response is about where some were left out: those
// after the last that may be are known.
func TestRowsLeftOut(t *testing.T) {
	h := gbcs.Header{Flag: gbcs.Response, Message: usecase.ECS47a.Message}
	script := 10
	written := []usecase.Result{{Row: 4}, {Row: 5, Code: 3}, {Row: script, Code: 250}}
	payload, err := usecase.ECS47a.AppendResponse(nil, &h, written, nil)
	if err != nil {
		t.Fatal(err)
	}
	var tree usecase.Tree
	if err := tree.Read(&gbcs.Message{Header: h, Payload: payload}, nil); err != nil {
		t.Fatal(err)
	}
	var rows []int
	for _, r := range tree.Results() {
		rows = append(rows, r.Row)
	}
	if want := []int{-1, -1, script}; !slices.Equal(rows, want) || tree.Success() {
		t.Errorf("rows %v: want %v; success %v", rows, want, tree.Success())
	}
}

// TestAttributeOfTwoKinds checks that an attribute holds what either Use Case writes to it.
func TestAttributeOfTwoKinds(t *testing.T) {
	for _, a := range usecase.Attributes(usecase.ESME) {
		if a.Name != (usecase.LN{0, 0, 94, 44, 117, 1}) {
			continue
		}
		now := dlms.ExecuteNow()
		for _, d := range []dlms.Data{dlms.U16(30), dlms.Octets(now[:])} {
			args, err := a.Args(d)
			if err != nil || len(args) != 1 {
				t.Fatalf("%v: %v, %v", d, args, err)
			}
			if again, err := a.Data(args); err != nil || !again.Equal(d) {
				t.Errorf("%v: written again as %v, %v", d, again, err)
			}
		}
		if got := a.Accepts(dlms.Bool(true)); got != dlms.TypeUnmatched {
			t.Errorf("a boolean: %v", got)
		}
		return
	}
	t.Error("no such attribute")
}

func TestAuxiliaryCommand(t *testing.T) {
	const five = 5 * usecase.AuxiliaryController
	for command, want := range map[usecase.AuxiliaryCommand]string{
		usecase.AuxiliaryOutput | five | 100:                            "output, controller 5, level 100",
		usecase.AuxiliaryInput | five | usecase.AuxiliaryScheduled | 20: "input, controller 5, level 20",
		five | usecase.SwitchReset:                                      "controller 5, reset",
		usecase.AuxiliaryCommand(0x5500):                                "AuxiliaryCommand(5500)",
		usecase.AuxiliaryController | 0xFF:                              "AuxiliaryCommand(01FF)",
	} {
		if got := command.String(); got != want {
			t.Errorf("%04X is %q: want %q", uint16(command), got, want)
		}
	}
}
