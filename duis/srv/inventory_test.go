package srv_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// joined is the Device that is joined: one of the vectors', with a certificate.
var joined = eui.MustParse("00-DB-12-34-56-78-90-98")

// TestJoins: how a Device joins follows from its type and that of the other Device.
func TestJoins(t *testing.T) {
	critical := &duis.JoinServiceCritical{OtherDeviceID: joined}
	plain := &duis.JoinServiceNonCritical{OtherDeviceID: joined}
	const id = "040800DB123456789098"
	for _, test := range []struct {
		number  string
		device  usecase.Device
		useCase string
		other   usecase.Device
		want    string // method and type; empty: a plain error
	}{
		{"8.7.1", usecase.ESME, "", usecase.HCALCS, "020100" + id + "020104"},
		{"8.7.1", usecase.ESME, "", usecase.PPMID, "020100" + id + "020105"},
		{"8.7.1", usecase.ESME, "", 0, "020100" + id + "020104"}, // assumed
		{"8.7.1", usecase.HCALCS, "", usecase.ESME, "020101" + id + "020101"},
		{"8.7.1", usecase.HCALCS, "", 0, "020101" + id + "020101"},
		{"8.7.1", usecase.SAPC, "", 0, "020101" + id + "020101"},
		{"8.7.1", 0, "CS03A2", 0, "020101" + id + "020101"},
		{"8.7.1", usecase.GSME, "", usecase.PPMID, "020103" + id + "020105" + "3082"},
		{"8.7.1", usecase.GSME, "", 0, "020103" + id + "020105" + "3082"},
		{"8.7.2", usecase.PPMID, "", usecase.ESME, "020101" + id + "020101"},
		{"8.7.2", usecase.PPMID, "", usecase.GSME, "020103" + id + "020100" + "3082"},
		{"8.7.2", usecase.PPMID, "", 0, ""},
		{"8.7.2", usecase.PPMID, "CS03A2", usecase.ESME, "020101" + id + "020101"},
		{"8.7.2", usecase.PPMID, "CS03A2", 0, "020101" + id + "020101"},
		{"8.7.2", usecase.PPMID, "CS03C", usecase.GSME, "020103" + id + "020100" + "3082"},
		{"8.7.2", usecase.PPMID, "CS03C", 0, "020103" + id + "020100" + "3082"},
		{"8.7.2", 0, "CS03C", 0, "020103" + id + "020100" + "3082"},
		{"8.7.2", usecase.GSME, "", usecase.GPF, "020102" + id + "020103"},
		{"8.7.2", usecase.GSME, "", 0, "020102" + id + "020103"},
		{"8.7.2", usecase.ESME, "", usecase.IHD, "020102" + id + "020106"},
		{"8.7.2", usecase.ESME, "", usecase.CAD, "020102" + id + "020106"},
		{"8.7.2", usecase.ESME, "", 0, "020102" + id + "020106"},
		{"8.7.2", usecase.GPF, "", usecase.GSME, "020102" + id + "020100"},
		{"8.7.2", usecase.GPF, "", usecase.PPMID, "020102" + id + "020105"},
		{"8.7.2", usecase.GPF, "", usecase.CAD, "020102" + id + "020106"},
		{"8.7.2", usecase.GPF, "", usecase.IHD | usecase.CAD, "020102" + id + "020106"},
		{"8.7.2", usecase.GPF, "", 0, "020102" + id + "020100"}, // assumed
		{"8.7.2", 0, "CS03B", 0, "020102" + id + "020103"},      // assumed
	} {
		in := srv.Inputs{
			Device: test.device, UseCase: test.useCase, Other: test.other,
			Certificate: certificates(t),
		}
		body := duis.Body(plain)
		if test.number == "8.7.1" {
			body = critical
		}
		if test.want == "" {
			refusedWith(t, test.number, in, body, "")
			continue
		}
		got := agreeOn(t, test.number, in, body)
		want := fmt.Sprintf("30%02X%s", len(test.want)/2, test.want)
		if strings.HasSuffix(test.want, "3082") { // a certificate, and so a long sequence
			got, want = got[8:], test.want
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s to a %s with a %s: got %s want %s...", test.number, test.device, test.other,
				got, want)
		}
	}
}

// TestJoinsRefused are pairs that do not join, and a certificate that is not there.
func TestJoinsRefused(t *testing.T) {
	critical := &duis.JoinServiceCritical{OtherDeviceID: joined}
	plain := &duis.JoinServiceNonCritical{OtherDeviceID: joined}
	for _, test := range []struct {
		number string
		device usecase.Device
		other  usecase.Device
		want   duis.ResponseCode
	}{
		{"8.7.1", usecase.ESME, usecase.GPF, "E080721"},
		{"8.7.1", usecase.ESME, usecase.IHD, "E080721"},
		{"8.7.1", usecase.ESME, usecase.SAPC, "E080721"},
		{"8.7.1", usecase.HCALCS, usecase.PPMID, "E080721"},
		{"8.7.1", usecase.GSME, usecase.HCALCS, "E080721"},
		{"8.7.2", usecase.GSME, usecase.PPMID, "E080721"},
		{"8.7.2", usecase.ESME, usecase.PPMID, "E080721"},
		{"8.7.2", usecase.GPF, usecase.ESME, "E080721"},
		{"8.7.2", usecase.PPMID, usecase.HCALCS, "E080721"},
		{"8.7.1", usecase.PPMID, usecase.ESME, duis.E11},
		{"8.7.1", usecase.GPF, usecase.GSME, duis.E11},
		{"8.7.1", usecase.CHF, usecase.ESME, duis.E11},
		{"8.7.2", usecase.HCALCS, usecase.ESME, duis.E11},
		{"8.7.1", usecase.GSME, usecase.PPMID, ""}, // no certificate
	} {
		body := duis.Body(plain)
		if test.number == "8.7.1" {
			body = critical
		}
		in := srv.Inputs{Device: test.device, Other: test.other}
		refusedWith(t, test.number, in, body, test.want)
		in.Certificate = func(eui.ID) []byte { return nil }
		refusedWith(t, test.number, in, body, test.want)
	}
}

// TestJoinCertificate: what a User signs has the certificate of the Device that it names.
func TestJoinCertificate(t *testing.T) {
	req := askFor(t, "8.7.1", &duis.JoinServiceCritical{OtherDeviceID: joined})
	find := certificates(t)
	for id, good := range map[string]bool{
		"00-DB-12-34-56-78-90-98": true, "00-DB-12-34-56-78-90-99": false,
	} {
		in := srv.Inputs{Device: usecase.GSME, Known: true}
		in.Certificate = func(eui.ID) []byte { return find(eui.MustParse(id)) }
		out, err := srv.Transform(req, in)
		if err != nil {
			t.Fatal(err)
		}
		err = srv.Correlate(req, out.Message.Append(nil), srv.Inputs{})
		if (err == nil) != good {
			t.Errorf("certificate of %s: %v", id, err)
		}
	}
}

// TestUnjoins: the Use Case follows from the target.
func TestUnjoins(t *testing.T) {
	for _, test := range []struct {
		number  string
		device  usecase.Device
		body    duis.Body
		useCase *usecase.UseCase
	}{
		{"8.8.1", usecase.ESME, &duis.UnjoinServiceCritical{OtherDeviceID: joined}, usecase.CS04AC},
		{"8.8.1", usecase.GSME, &duis.UnjoinServiceCritical{OtherDeviceID: joined}, usecase.CS04AC},
		{"8.8.1", usecase.HCALCS, &duis.UnjoinServiceCritical{OtherDeviceID: joined}, usecase.CS04AC},
		{"8.8.1", usecase.SAPC, &duis.UnjoinServiceCritical{OtherDeviceID: joined}, usecase.CS04AC},
		{"8.8.2", usecase.PPMID, &duis.UnjoinServiceNonCritical{OtherDeviceID: joined}, usecase.CS04AC},
		{"8.8.2", usecase.ESME, &duis.UnjoinServiceNonCritical{OtherDeviceID: joined}, usecase.CS04B},
		{"8.8.2", usecase.GSME, &duis.UnjoinServiceNonCritical{OtherDeviceID: joined}, usecase.CS04B},
		{"8.8.2", usecase.GPF, &duis.UnjoinServiceNonCritical{OtherDeviceID: joined}, usecase.CS04B},
	} {
		in := srv.Inputs{Device: test.device}
		if got := agreeOn(t, test.number, in, test.body); got != "040800DB123456789098" {
			t.Errorf("%s: got %s", test.number, got)
		}
		in.UseCase = test.useCase.Code
		agreeOn(t, test.number, in, test.body)
	}
	refusedWith(t, "8.8.1", srv.Inputs{Device: usecase.PPMID},
		&duis.UnjoinServiceCritical{OtherDeviceID: joined}, duis.E11)
}

// TestDeviceLog: which log is read follows from the Device, its version and the body.
func TestDeviceLog(t *testing.T) {
	plain, details := &duis.ReadDeviceLog{}, &duis.ReadDeviceLog{ReadSecurityDetails: true}
	for _, test := range []struct {
		device  usecase.Device
		version string
		body    *duis.ReadDeviceLog
		useCase *usecase.UseCase
	}{
		{usecase.CHF, "", plain, usecase.CCS06},
		{usecase.CHF, "4.0", plain, usecase.CCS04},
		{usecase.CHF, "", details, usecase.CCS07},
		{usecase.CHF, "1.0", details, usecase.CCS07},
		{usecase.ESME, "", plain, usecase.CS07},
		{usecase.GSME, "", plain, usecase.CS07},
		{usecase.GPF, "", plain, usecase.CS07},
		{usecase.HCALCS, "", plain, usecase.CS07},
		{usecase.PPMID, "", plain, usecase.CS07},
	} {
		in := srv.Inputs{
			Device: test.device, GBCSVersion: test.version, Broker: broker, Counter: 1300,
		}
		out, err := srv.Transform(askFor(t, "8.9", test.body), in)
		if err != nil || out.UseCase != test.useCase {
			t.Errorf("8.9 to a %s of version %q: %v: want %s", test.device, test.version, err,
				test.useCase.Code)
		}
		agreeOn(t, "8.9", in, test.body)
	}
	refusedWith(t, "8.9", srv.Inputs{Device: usecase.ESME}, details, "E080901")
	refusedWith(t, "8.9", srv.Inputs{Device: usecase.SAPC}, plain, duis.E11)
}

// adding is a request to add a Device with these meter points.
func adding(importMPxN, secondary, export string) *duis.UpdateHANDeviceLog {
	text := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return &duis.UpdateHANDeviceLog{
		DeviceID: joined, RequestType: "Add",
		AddDeviceToCHFWhitelist: &duis.AddDeviceToCHFWhitelist{
			JoinTimePeriod: 3600, InstallCode: []byte{1, 2, 3, 4, 5, 6}, ImportMPxN: text(importMPxN),
			SecondaryImportMPAN: text(secondary), ExportMPAN: text(export),
		},
	}
}

// TestWhitelist: a Device is added with its type, as the inventory says it, or else its
// meter points.
func TestWhitelist(t *testing.T) {
	const mpan, mprn = "1234567890123", "1234567890"
	for _, test := range []struct {
		other usecase.Device
		body  *duis.UpdateHANDeviceLog
		want  string // device_type
	}{
		{0, adding(mpan, "", ""), "1600"},
		{0, adding(mpan, mpan, mpan), "1600"},
		{0, adding("", "", mpan), "1600"},
		{0, adding(mprn, "", ""), "1601"},
		{0, adding("123456", "", ""), "1601"},
		{usecase.ESME, adding("", "", ""), "1600"},
		{usecase.GSME, adding("", "", ""), "1601"},
		{usecase.HCALCS, adding("", "", ""), "160D"},
		{usecase.IHD, adding("", "", ""), "1680"},
		{usecase.CAD, adding("", "", ""), "1682"},
		{usecase.PPMID, adding(mpan, "", ""), "1684"},
	} {
		got := agreeOn(t, "8.11", srv.Inputs{Device: usecase.CHF, Other: test.other}, test.body)
		want := "03" + "0204" + "090800DB123456789098" + "1601" + "0906010203040506" + test.want +
			"120E10" + "03FF"
		if !strings.HasSuffix(got, want) {
			t.Errorf("8.11 of a %s: got %s want ...%s", test.other, got, want)
		}
	}
	in := srv.Inputs{Device: usecase.CHF, Other: usecase.ESME}
	long := adding("", "", "")
	long.AddDeviceToCHFWhitelist.InstallCode = make([]byte, 16)
	agreeOn(t, "8.11", in, long)
	long.AddDeviceToCHFWhitelist.InstallCode = make([]byte, 17)
	refusedWith(t, "8.11", in, long, "E081111")
	bare := adding("", "", "")
	bare.AddDeviceToCHFWhitelist = nil
	refusedWith(t, "8.11", in, bare, "E081104")
	refusedWith(t, "8.11", srv.Inputs{Device: usecase.CHF}, adding("", "", ""), "")
	refusedWith(t, "8.11", srv.Inputs{Device: usecase.CHF, Other: usecase.CHF}, adding("", "", ""),
		"E081106")

	remove := &duis.UpdateHANDeviceLog{DeviceID: joined, RequestType: "Remove"}
	if got := agreeOn(t, "8.11", in, remove); !strings.HasSuffix(got, "01090800DB123456789098") {
		t.Errorf("remove: got %s", got)
	}
	both := adding("", "", "")
	both.RequestType = "Remove"
	refusedWith(t, "8.11", in, both, "E081105")
	refusedWith(t, "8.11", srv.Inputs{Device: usecase.ESME}, remove, duis.E11)
}

// TestCommission: the interval begins at the time and is as long as the tolerance.
func TestCommission(t *testing.T) {
	at := time.Date(2023, 12, 31, 23, 59, 59, 0, time.FixedZone("", 3600))
	for tolerance, want := range map[uint32][2]string{
		0:     {"090C07E70C1FFF163B3B008000FF", "20231231225959Z"},
		1:     {"090C07E70C1FFF1700000" + "08000FF", "20231231230000Z"},
		86400: {"090C07E80101FF163B3B008000FF", "20240101225959Z"},
	} {
		body := &duis.CommissionDeviceSynchroniseClock{CurrentDateTime: at, TolerancePeriod: tolerance}
		got := agreeOn(t, "8.1.1", srv.Inputs{Device: usecase.ESME}, body)
		if from := "090C07E70C1FFF163B3B008000FF"; !strings.Contains(got, from+want[0]+"0F00") {
			t.Errorf("%d s: got %s want ...%s...", tolerance, got, from+want[0])
		}
		got = agreeOn(t, "8.1.1", srv.Inputs{Device: usecase.GSME}, body)
		if want := fmt.Sprintf("3022180F%X180F%X", "20231231225959Z", want[1]); got != want {
			t.Errorf("%d s: got %s want %s", tolerance, got, want)
		}
	}
	for _, device := range []usecase.Device{usecase.ESME, usecase.GSME} {
		refusedWith(t, "8.1.1", srv.Inputs{Device: device}, &duis.CommissionDeviceSynchroniseClock{
			CurrentDateTime: at.Add(time.Millisecond)}, duis.E64)
	}
}

// TestRestoreRefused: nothing replaces itself, and what is restored must be known.
func TestRestoreRefused(t *testing.T) {
	target := read().RequestID.Target
	in := srv.Inputs{Device: usecase.CHF}
	refusedWith(t, "8.12.1", in, &duis.RestoreHANDeviceLog{OldCHFID: target}, "E081204")
	refusedWith(t, "8.12.1", in, &duis.RestoreHANDeviceLog{OldCHFID: joined}, "")
	in = srv.Inputs{Device: usecase.GPF}
	refusedWith(t, "8.12.2", in, &duis.RestoreGPFDeviceLog{OldGPFID: target}, "E081222")
	refusedWith(t, "8.12.2", in, &duis.RestoreGPFDeviceLog{OldGPFID: joined}, "")
}

// TestRestore: what is restored is what the Device that is replaced reported.
func TestRestore(t *testing.T) {
	device := func(key []byte) usecase.Args {
		return usecase.Args{usecase.HubDevice.Is(joined), usecase.HashedLinkKey.Is(key)}
	}
	in := srv.Inputs{Device: usecase.CHF, Backup: usecase.Args{
		usecase.HANIdentifier.Is([]byte{1, 2, 3, 4, 5, 6, 7, 8}),
		usecase.HubConnectedDevices.Is(device(make([]byte, 16)), device(nil)),
	}}
	const id = "0908" + "00DB123456789098"
	want := "0202" + "0908" + "0102030405060708" + "0102" +
		"0202" + id + "0910" + strings.Repeat("00", 16) + "0202" + id + "0900"
	got := agreeOn(t, "8.12.1", in, &duis.RestoreHANDeviceLog{OldCHFID: joined})
	if !strings.HasSuffix(got, want) {
		t.Errorf("got %s want ...%s", got, want)
	}
	in = srv.Inputs{Device: usecase.GPF, Backup: usecase.Args{
		usecase.DeviceLogEntries.Is(usecase.Args{
			usecase.LogEntryDeviceID.Is(joined), usecase.LogEntryDeviceType.Is(usecase.PartnerPPMID),
		}),
	}}
	want = "3011" + "300F" + "300D" + "040800DB123456789098" + "020105"
	if got := agreeOn(t, "8.12.2", in, &duis.RestoreGPFDeviceLog{OldGPFID: joined}); got != want {
		t.Errorf("got %s want %s", got, want)
	}
	in.Backup = usecase.Args{usecase.DeviceLogEntries.Is()}
	if got := agreeOn(t, "8.12.2", in, &duis.RestoreGPFDeviceLog{OldGPFID: joined}); got != "30023000" {
		t.Errorf("an empty log: got %s", got)
	}
}
