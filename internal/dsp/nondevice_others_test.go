package dsp_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/firmware"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
)

// TestWANMatrix asks 12.1 of addresses that are known well, a little, twice and not.
func TestWANMatrix(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		d, _ := w.held(twin)
		d.UPRN, d.Region = 7, "South"
		w.puts(d)
		at := func(postCode, address string) *duis.RequestWANMatrix {
			return &duis.RequestWANMatrix{PartialAddress: &duis.PropertyFilter{
				PostCode: postCode, AddressIdentifier: address}}
		}
		ask := func(name string, body *duis.RequestWANMatrix, region, likelihood string) {
			t.Helper()
			got := w.says(name, other, "12.1", body, duis.I0).(*duis.DSPWANMatrix)
			want := &duis.DSPWANMatrix{Request: *body}
			for _, r := range []string{"North", "Central", "South"} {
				row := duis.DSPWANMatrixResponse{CSPRegion: r, CSPRegionResponseCode: "E120103"}
				if r == region {
					row.CSPRegionResponseCode = duis.I0
					row.Group = &duis.DSPWANMatrixResponseGroup{CoverageAvailability: true,
						WANTechnology: "Cellular", ConnectivityLikelihood: likelihood}
					if r == "North" {
						row.Group.WANTechnology = "Long-range radio"
					}
				}
				want.DSPWANMatrixResponse = append(want.DSPWANMatrixResponse, row)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		ask("UPRN", &duis.RequestWANMatrix{UPRN: new(uint64(7))}, "South", "High")
		w.says("UPRN of nothing", other, "12.1", &duis.RequestWANMatrix{UPRN: new(uint64(8))}, "E120101")
		w.says("post code of nothing", other, "12.1", at("ZZ9 9ZZ", "7"), "E120101")
		w.says("in two regions", other, "12.1", at("AB1 2CD", "8"), "E120102")
		d.Address, d.Region = "9", "South"
		w.puts(d)
		ask("address", at("AB1 2CD", "9"), "South", "High")
		ask("address of the North", at("AB1 2CD", "7"), "North", "High")
		d.Region = "North"
		w.puts(d)
		ask("post code", at("AB1 2CD", "8"), "North", "Medium")
	})
}

// TestUpdateFirmware refuses every list and image for its reason, and what has nothing wrong
// with it because there is no distribution.
func TestUpdateFirmware(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ppmid := nobody
		w.puts(dsp.Device{EUI: ppmid, Type: usecase.PPMID, Hub: chf, Status: dsp.Commissioned})
		image := &firmware.Image{ManufacturerImage: []byte("image"),
			Signature: make([]byte, gbcs.SignatureSize)}
		good := image.Append(nil)
		list := func(ids ...eui.ID) string {
			texts := make([]string, len(ids))
			for i, id := range ids {
				texts[i] = id.String()
			}
			return strings.Join(texts, ",")
		}
		for _, tt := range []struct {
			name  string
			image []byte
			list  string
			want  duis.ResponseCode // of 11.1
			ppmid duis.ResponseCode // of 11.4
		}{
			{"nothing wrong", good, list(esme, gsme), duis.E100, "E110401"},
			{"one of several", good, list(nobody, twin, gone, esme), duis.E100, duis.E100},
			{"PPMID", good, list(ppmid), "E110101", duis.E100},
			{"unknown", good, list(stranger), "E110101", "E110401"},
			{"hub", good, list(chf, gpf), "E110101", "E110401"},
			{"of others", good, list(twin), "E110105", "E110401"},
			{"decommissioned", good, list(gone), "E110101", "E110401"},
			{"decommissioned and of others", good, list(gone, twin), "E110101", "E110401"},
			{"no image", []byte{}, list(esme), "E110103", "E110403"},
			{"no header", []byte("image"), list(esme), "E110103", "E110403"},
			{"too short", good[:len(good)-1], list(esme), "E110103", "E110403"},
			{"too long", append(bytes.Clone(good), 0), list(esme), "E110103", "E110403"},
		} {
			w.says(tt.name, supplier, "11.1", &duis.UpdateFirmware{FirmwareImage: tt.image,
				FirmwareVersion: "00000001", DeviceIDList: tt.list}, tt.want)
			w.says(tt.name, supplier, "11.4", &duis.UpdatePPMIDFirmware{FirmwareImage: tt.image,
				FirmwareVersion: "00000001", DeviceIDList: tt.list}, tt.ppmid)
		}
	})
}

// TestReturnLocal returns answers to Commands that were delivered by hand.
func TestReturnLocal(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		returns := func(
			name string, user eui.ID, answer []byte, of *duis.RequestID, want duis.ResponseCode,
		) {
			t.Helper()
			w.says(name, user, "8.13", &duis.ReturnLocalCommandResponse{
				OriginalRequestID: of, DeviceGBCSResponse: answer}, want)
		}
		state := func(name string, r *duis.Request, want string) {
			t.Helper()
			var got string
			w.must(w.db.QueryRowContext(w.Context(), `SELECT state FROM request WHERE id = $1`,
				r.RequestID.String()).Scan(&got))
			if got != want {
				t.Errorf("%s: the request is %s, want %s", name, got, want)
			}
		}
		answerTo := func(r *duis.Request) []byte {
			t.Helper()
			reply := w.ask(r)
			w.answersTo(reply, r, duis.I0)
			payload := reply.Body.(*duis.ResponseMessage).Payload.(*duis.LocalCommand).GBCSPayload
			m := w.gbcsOf(payload)
			uc, _ := usecase.ByMessage(m.Header.Message)
			return w.home.answer(command{device: esme, message: m, useCase: uc}).Append(nil)
		}
		local := func() (*duis.Request, []byte) {
			r := w.readImport(supplier, esme)
			r.CommandVariant = 2
			return r, answerTo(r)
		}
		read, answer := local()
		next, later := local()
		critical := w.setLimit(9)
		signed := w.signedPreCommand(critical, 6, w.preCommand(critical))
		signature := answerTo(signed)
		broken := bytes.Clone(signature)
		broken[len(broken)-1] ^= 1
		stray := w.gbcsOf(signature)
		stray.Counter++
		returns("nothing", supplier, []byte{}, nil, "E081301")
		returns("no message", supplier, []byte("answer"), nil, "E081301")
		returns("cut", supplier, answer[:len(answer)-1], nil, "E081301")
		returns("broken signature", supplier, broken, nil, "E081301")
		returns("no request", supplier, w.home.protect(stray, true).Append(nil), nil, "E081302")
		returns("of another User", rival, answer, nil, "E081302")
		returns("to another request", supplier, answer, &next.RequestID, "E081302")
		state("before", read, "local")
		returns("read", supplier, answer, &read.RequestID, duis.I99)
		state("read", read, "responded")
		returns("twice", supplier, answer, nil, "E081303")
		returns("critical", supplier, signature, nil, duis.I99)
		state("critical", signed, "responded")
		state("not returned", next, "local")
		returns("unnamed", supplier, later, nil, duis.I99)
		w.silent(supplier)

		// What it says of the Device is noted.
		version := request(w.next(supplier, esme), 2, "11.2", &duis.ReadFirmwareVersion{})
		reply := w.ask(version)
		w.answersTo(reply, version, duis.I0)
		m := w.gbcsOf(reply.Body.(*duis.ResponseMessage).Payload.(*duis.LocalCommand).GBCSPayload)
		uc, _ := usecase.ByMessage(m.Header.Message)
		said := &gbcs.Message{Header: m.Response(), Form: gbcs.Inner}
		said.Payload = w.home.fill(command{device: esme, message: m, useCase: uc},
			usecase.Args{usecase.FirmwareVersion.Is([]byte{0, 0, 0, 0x1F})}, nil)
		returns("firmware version", supplier, w.home.protect(said, false).Append(nil), nil, duis.I99)
		if d, _ := w.held(esme); d.Firmware != "0000001F" {
			t.Errorf("the firmware is %s", d.Firmware)
		}

		// Carried over the WAN as well, where it is not answered.
		w.home.does(w.home.mute)
		both := w.readImport(supplier, esme)
		both.CommandVariant = 3
		returns("both", supplier, answerTo(both), nil, duis.I99)
		state("both", both, "responded")
	})
}
