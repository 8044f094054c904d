package srv_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestReadFirmware: the Use Case follows from the Device.
func TestReadFirmware(t *testing.T) {
	for device, want := range map[usecase.Device]*usecase.UseCase{
		usecase.ESME: usecase.ECS52, usecase.CHF: usecase.ECS52, usecase.SAPC: usecase.ECS52,
		usecase.GSME: usecase.GCS38, usecase.GPF: usecase.GCS38,
		usecase.PPMID: usecase.CS08, usecase.HCALCS: usecase.CS08,
	} {
		at := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, body := range []*duis.ReadFirmwareVersion{{}, {ExecutionDateTime: &at}} {
			in := srv.Inputs{Device: device, Broker: broker, Counter: 1300}
			out, err := srv.Transform(askFor(t, "11.2", body), in)
			if err != nil || out.UseCase != want {
				t.Errorf("11.2 to a %s: %v: want %s", device, err, want.Code)
			}
			agreeOn(t, "11.2", in, body)
		}
	}
}

// TestActivateFirmware: no date is at once, the one of DUIS that cancels is the last second
// of the year 9999.
func TestActivateFirmware(t *testing.T) {
	hash := bytes.Repeat([]byte{0xA5}, 32)
	for date, want := range map[string]string{
		"": "", "3000-12-31T00:00:00Z": "99991231235959Z", "2030-01-01T00:00:00Z": "20300101000000Z",
		"2030-07-01T01:00:00+01:00": "20300701000000Z", "2999-12-31T23:59:59Z": "29991231235959Z",
		"3000-12-31T00:00:01Z": "30001231000001Z", "9999-12-31T23:59:58Z": "99991231235958Z",
	} {
		body := &duis.ActivateFirmware{FirmwareHash: hash}
		if date != "" {
			at, err := time.Parse(time.RFC3339, date)
			if err != nil {
				t.Fatal(err)
			}
			body.ExecutionDateTime = &at
			want = fmt.Sprintf("180F%X", want)
		}
		for _, device := range []usecase.Device{
			usecase.ESME, usecase.GSME, usecase.HCALCS, usecase.SAPC,
		} {
			got := agreeOn(t, "11.3", srv.Inputs{Device: device}, body)
			want := fmt.Sprintf("0420%X020203E8", hash) + want
			if !strings.HasSuffix(got, want) {
				t.Errorf("%s: got %s want ...%s", date, got, want)
			}
		}
	}
	in := srv.Inputs{Device: usecase.ESME}
	for _, at := range []time.Time{
		usecase.Cancelled(), time.Date(2030, 1, 1, 0, 0, 0, 1e6, time.UTC),
		time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		refusedWith(t, "11.3", in, &duis.ActivateFirmware{FirmwareHash: hash, ExecutionDateTime: &at},
			duis.E64)
	}
	refusedWith(t, "11.3", in, &duis.ActivateFirmware{FirmwareHash: hash[1:]}, duis.E64)
	refusedWith(t, "11.3", srv.Inputs{Device: usecase.PPMID},
		&duis.ActivateFirmware{FirmwareHash: hash}, duis.E11)
}

// TestActivateFirmwareOtherCounter: the payload repeats the counter of the command.
func TestActivateFirmwareOtherCounter(t *testing.T) {
	req := askFor(t, "11.3", &duis.ActivateFirmware{FirmwareHash: make([]byte, 32)})
	out, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Known: true})
	if err != nil {
		t.Fatal(err)
	}
	out.Message.Payload[len(out.Message.Payload)-1] ^= 1
	if srv.Correlate(req, out.Message.Append(nil), srv.Inputs{}) == nil {
		t.Error("another counter in the payload correlates")
	}
}
