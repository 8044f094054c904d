package srv_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// askFor is the request of a Variant with a body, by its number.
func askFor(t *testing.T, number string, body duis.Body) *duis.Request {
	t.Helper()
	v, ok := srv.Lookup(number)
	if !ok {
		t.Fatalf("no Variant %s", number)
	}
	cv := uint8(1)
	if v.Critical {
		cv = 4
	}
	return request(number, v.ServiceReference(), cv, body)
}

// agreeOn transforms a request to a Device and checks that the message correlates with it,
// and with nothing when it is cut short. It returns the payload in hexadecimal.
func agreeOn(t *testing.T, number string, in srv.Inputs, body duis.Body) string {
	t.Helper()
	req := askFor(t, number, body)
	if _, err := duis.Parse(req.Append(nil)); err != nil {
		t.Fatalf("%s: not a request: %v", number, err)
	}
	in.Broker, in.Counter, in.Known = broker, 1300, in.Known || req.CommandVariant == 4
	out, err := srv.Transform(req, in)
	if err != nil {
		t.Fatalf("%s to a %s: %v", number, in.Device, err)
	}
	message := out.Message.Append(nil)
	if err := srv.Correlate(req, message, srv.Inputs{Device: in.Device}); err != nil {
		t.Errorf("%s to a %s: %v", number, in.Device, err)
	}
	if srv.Correlate(req, message[:len(message)-2], srv.Inputs{}) == nil {
		t.Errorf("%s to a %s: half a message correlates", number, in.Device)
	}
	return fmt.Sprintf("%X", out.Message.Payload)
}

// refusedWith transforms a request that must be refused with a code; none is a plain error.
func refusedWith(
	t *testing.T, number string, in srv.Inputs, body duis.Body, want duis.ResponseCode,
) {
	t.Helper()
	in.Broker, in.Counter = broker, 1300
	_, err := srv.Transform(askFor(t, number, body), in)
	if err == nil || code(err) != want {
		t.Errorf("%s to a %s: %v: want the code %q", number, in.Device, err, want)
	}
}

// firstVersion is a Device of the first version, which has the Use Cases that others replaced.
func firstVersion(d usecase.Device) srv.Inputs { return srv.Inputs{Device: d, GBCSVersion: "1.0"} }

// TestSupplyWithoutValues are the requests whose bodies say nothing.
func TestSupplyWithoutValues(t *testing.T) {
	for _, test := range []struct {
		number string
		on     []usecase.Device
		body   duis.Body
	}{
		{"7.1", []usecase.Device{usecase.ESME}, &duis.EnableSupply{}},
		{"7.2", []usecase.Device{usecase.ESME, usecase.GSME}, &duis.DisableSupply{}},
		{"7.3", []usecase.Device{usecase.ESME, usecase.GSME}, &duis.ArmSupply{}},
		{"7.4", []usecase.Device{usecase.ESME, usecase.GSME, usecase.GPF}, &duis.ReadSupplyStatus{}},
		{"7.7", []usecase.Device{usecase.ESME}, &duis.ReadALCSData{}},
		{"7.14", []usecase.Device{usecase.ESME, usecase.SAPC},
			&duis.ReadAuxiliaryControllerConfigurationData{}},
		{"7.15", []usecase.Device{usecase.ESME, usecase.SAPC},
			&duis.ReadAuxiliaryControllerOperationalData{}},
	} {
		for _, device := range []usecase.Device{
			usecase.ESME, usecase.GSME, usecase.CHF, usecase.GPF, usecase.PPMID, usecase.HCALCS,
			usecase.SAPC,
		} {
			in := srv.Inputs{Device: device}
			if slices.Contains(test.on, device) {
				agreeOn(t, test.number, in, test.body)
				in.Known = true
				agreeOn(t, test.number, in, test.body)
			} else {
				refusedWith(t, test.number, in, test.body, duis.E11)
			}
		}
	}
}

// TestSupplyOfGas: the command of a GSME is numbered with its time.
func TestSupplyOfGas(t *testing.T) {
	in := srv.Inputs{Device: usecase.GSME, At: time.Date(2030, 1, 1, 0, 0, 1, 0, time.UTC)}
	const want = "0109" + "01" + "0107020015" + "01000B" + "00000000" + "01956E38" + "00000000" +
		"00000000" + "0001"
	if got := agreeOn(t, "7.2", in, &duis.DisableSupply{}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestAuxiliaryLoads: the number of the controller is in the name of the duration and in the
// script.
func TestAuxiliaryLoads(t *testing.T) {
	in := firstVersion(usecase.ESME)
	const frame = "02" + "020001" + "00005E2C%02X%02X" + "02" + "030009" + "00000A0067FF" + "01" +
		"02" + "12%04X" + "12%02X%02X"
	for n := uint8(1); n <= 5; n++ {
		for _, minutes := range []uint16{0, 1, 30, 0xFFFF} {
			load := duis.ActivateDeactivateALCSHCALCS{Index: n, Duration: minutes}
			got := agreeOn(t, "7.5", in, &duis.ActivateAuxiliaryLoad{ActivateALCSHCALCS: load})
			if want := fmt.Sprintf(frame, 116+n, 1, minutes, n, 0x11); !strings.HasSuffix(got, want) {
				t.Errorf("7.5 got %s want ...%s", got, want)
			}
			got = agreeOn(t, "7.6", in, &duis.DeactivateAuxiliaryLoad{DeactivateALCSHCALCS: load})
			if want := fmt.Sprintf(frame, 116+n, 2, minutes, n, 0x12); !strings.HasSuffix(got, want) {
				t.Errorf("7.6 got %s want ...%s", got, want)
			}
		}
		got := agreeOn(t, "7.8", in,
			&duis.ResetAuxiliaryLoad{ResetALCSHCALCS: duis.ResetALCSHCALCS{Index: n}})
		if want := fmt.Sprintf("0112%02X20", n); !strings.HasSuffix(got, want) {
			t.Errorf("7.8 got %s want ...%s", got, want)
		}
	}
	for _, n := range []uint8{0, 6, 255} {
		load := duis.ActivateDeactivateALCSHCALCS{Index: n, Duration: 1}
		refusedWith(t, "7.5", in, &duis.ActivateAuxiliaryLoad{ActivateALCSHCALCS: load}, duis.E64)
		refusedWith(t, "7.6", in, &duis.DeactivateAuxiliaryLoad{DeactivateALCSHCALCS: load}, duis.E64)
		refusedWith(t, "7.8", in,
			&duis.ResetAuxiliaryLoad{ResetALCSHCALCS: duis.ResetALCSHCALCS{Index: n}}, duis.E64)
	}
}

// TestBoost: to add is true as it is asked, to remove is the opposite, in any order.
func TestBoost(t *testing.T) {
	in := srv.Inputs{Device: usecase.ESME, Known: true}
	octets := map[bool]string{false: "0300", true: "03FF"}
	for pattern := range 32 {
		var buttons []duis.AddToBoostButton
		add, remove := "05", "05"
		for i := range 5 {
			on := pattern>>i&1 != 0
			buttons = append(buttons, duis.AddToBoostButton{Index: uint8(i + 1), Value: on})
			add, remove = add+octets[on], remove+octets[!on]
		}
		rand.Shuffle(5, func(i, j int) { buttons[i], buttons[j] = buttons[j], buttons[i] })
		got := agreeOn(t, "7.9", in, &duis.AddAuxiliaryLoadToBoostButton{AddToBoostButton: buttons})
		if !strings.HasSuffix(got, add) {
			t.Errorf("7.9 %v: got %s want ...%s", buttons, got, add)
		}
		got = agreeOn(t, "7.10", in,
			&duis.RemoveAuxiliaryLoadFromBoostButton{RemoveFromBoostButton: buttons})
		if !strings.HasSuffix(got, remove) {
			t.Errorf("7.10 %v: got %s want ...%s", buttons, got, remove)
		}
	}
	for _, indexes := range [][]uint8{
		{1, 2, 3, 4}, {1, 2, 3, 4, 4}, {0, 1, 2, 3, 4}, {1, 2, 3, 4, 6}, {1, 2, 3, 4, 5, 5},
	} {
		var buttons []duis.AddToBoostButton
		for _, i := range indexes {
			buttons = append(buttons, duis.AddToBoostButton{Index: i})
		}
		add := duis.AddAuxiliaryLoadToBoostButton{AddToBoostButton: buttons}
		refusedWith(t, "7.9", in, &add, duis.E64)
		remove := duis.RemoveAuxiliaryLoadFromBoostButton{RemoveFromBoostButton: buttons}
		refusedWith(t, "7.10", in, &remove, duis.E64)
	}
}

// TestBoostLog: the period of the log.
func TestBoostLog(t *testing.T) {
	body := &duis.ReadBoostButtonDetails{}
	body.ReadLogPeriod.StartDateTime = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	body.ReadLogPeriod.EndDateTime = time.Date(2000, 1, 1, 0, 1, 0, 0, time.UTC)
	got := agreeOn(t, "7.11", srv.Inputs{Device: usecase.ESME, Known: true}, body)
	if want := "0600000000" + "060000003C"; !strings.Contains(got, want) {
		t.Errorf("got %s want ...%s...", got, want)
	}
}

// TestRandomisedOffset: the limit goes up to just below half an hour.
func TestRandomisedOffset(t *testing.T) {
	for limit, want := range map[uint16]string{0: "120000", 1: "120001", 1799: "120707"} {
		got := agreeOn(t, "7.12", srv.Inputs{Device: usecase.ESME},
			&duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: limit})
		if !strings.HasSuffix(got, want) {
			t.Errorf("%d: got %s want ...%s", limit, got, want)
		}
	}
}

// TestCommandedState: direction, controller and level are one script.
func TestCommandedState(t *testing.T) {
	from := time.Date(2024, 2, 29, 23, 59, 59, 0, time.UTC)
	for n := uint8(1); n <= 5; n++ {
		for _, level := range []uint8{0, 1, 50, 99, 100} {
			for _, input := range []bool{false, true} {
				for _, device := range []usecase.Device{usecase.ESME, usecase.SAPC} {
					state := duis.SetAuxiliaryControllerState{
						AuxiliaryControllerN: n, StartDateTime: from, EndDateTime: from.Add(time.Second),
						CommandedStateLevel: level, InputFromControlledLoad: input,
					}
					direction := map[bool]int{false: 1, true: 2}[input]
					const ends = "090C07E8021DFF173B3B008000FF" + "090C07E80301FF000000008000FF"
					want := ends + fmt.Sprintf("12%X%X%02X", direction, n, level)
					got := agreeOn(t, "7.13", srv.Inputs{Device: device}, &state)
					if name := fmt.Sprintf("00005E2C%02X02", 116+n); !strings.HasSuffix(got, want) ||
						!strings.Contains(got, name) || !strings.Contains(got, "00000A0067FF") {
						t.Errorf("7.13 got %s want ...%s", got, want)
					}
					limit := duis.LimitAPCLevel(state)
					got = agreeOn(t, "7.16", srv.Inputs{Device: device}, &limit)
					if name := fmt.Sprintf("00005E2C%02X04", 116+n); !strings.HasSuffix(got, want) ||
						!strings.Contains(got, name) || !strings.Contains(got, "00000A006BFF") {
						t.Errorf("7.16 got %s want ...%s", got, want)
					}
				}
			}
		}
	}
	in := srv.Inputs{Device: usecase.ESME}
	right := duis.SetAuxiliaryControllerState{
		AuxiliaryControllerN: 1, StartDateTime: from, EndDateTime: from,
	}
	agreeOn(t, "7.13", in, &right) // the Device says whether the end is late enough
	for _, wrong := range []func(*duis.SetAuxiliaryControllerState){
		func(b *duis.SetAuxiliaryControllerState) { b.AuxiliaryControllerN = 0 },
		func(b *duis.SetAuxiliaryControllerState) { b.AuxiliaryControllerN = 6 },
		func(b *duis.SetAuxiliaryControllerState) { b.CommandedStateLevel = 101 },
		func(b *duis.SetAuxiliaryControllerState) { b.StartDateTime = from.Add(time.Millisecond) },
		func(b *duis.SetAuxiliaryControllerState) { b.EndDateTime = from.AddDate(-30, 0, 0) },
	} {
		body := right
		wrong(&body)
		refusedWith(t, "7.13", in, &body, duis.E64)
		refusedWith(t, "7.16", in, (*duis.LimitAPCLevel)(&body), duis.E64)
	}
}

// TestSupplyOtherMessages are messages that no request asks for: the last three octets are
// the script.
func TestSupplyOtherMessages(t *testing.T) {
	at := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		number  string
		body    duis.Body
		in      srv.Inputs
		scripts []string
	}{
		{"7.13", &duis.SetAuxiliaryControllerState{
			AuxiliaryControllerN: 3, StartDateTime: at, EndDateTime: at, CommandedStateLevel: 50,
		}, srv.Inputs{Device: usecase.ESME}, []string{
			"121432",           // another controller
			"121032", "121632", // controllers that do not exist
			"120332", "123332", "12F332", // directions that do not exist
			"122332", // the other direction
			"1213B2", // of a calendar
			"121333", // another level
		}},
		{"7.5", &duis.ActivateAuxiliaryLoad{ActivateALCSHCALCS: duis.ActivateDeactivateALCSHCALCS{
			Index: 3, Duration: 1}}, firstVersion(usecase.ESME), []string{
			"120411", "120011", "120611", "120312", "120320", "120301", "121311",
		}},
		{"7.8", &duis.ResetAuxiliaryLoad{ResetALCSHCALCS: duis.ResetALCSHCALCS{Index: 3}},
			firstVersion(usecase.ESME), []string{"120420", "120020", "120620", "120311", "121320"}},
	} {
		req := askFor(t, test.number, test.body)
		test.in.Known = true
		out, err := srv.Transform(req, test.in)
		if err != nil {
			t.Fatal(err)
		}
		for _, script := range test.scripts {
			octets, err := hex.DecodeString(script)
			if err != nil {
				t.Fatal(err)
			}
			other := *out.Message
			other.Payload = append(bytes.Clone(other.Payload[:len(other.Payload)-3]), octets...)
			if _, err := gbcs.Parse(other.Append(nil)); err != nil {
				t.Fatal(err)
			}
			if srv.Correlate(req, other.Append(nil), srv.Inputs{}) == nil {
				t.Errorf("%s correlates with the script %s", test.number, script)
			}
		}
	}
}
