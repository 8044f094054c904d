package srv_test

import (
	"errors"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// FuzzCorrelate: neither a document nor octets make Review, Transform or Correlate panic,
// and what Transform makes of a request correlates with it.
func FuzzCorrelate(f *testing.F) {
	out, err := srv.Transform(limit(), srv.Inputs{Device: usecase.ESME, Known: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(limit().Append(nil), out.Message.Append(nil), uint16(usecase.ESME))
	out, err = srv.Transform(read(), srv.Inputs{Device: usecase.GPF, Known: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(read().Append(nil), out.Message.Append(nil), uint16(usecase.GPF))
	for _, v := range srv.All {
		req := *read()
		req.ServiceReferenceVariant, req.ServiceReference = v.SRV, v.ServiceReference()
		req.CommandVariant = v.CVs[0]
		f.Add(req.Append(nil), out.Message.Append(nil), uint16(v.On()))
	}
	f.Fuzz(func(t *testing.T, document, message []byte, device uint16) {
		req, err := duis.Parse(document)
		if err != nil {
			return
		}
		srv.Review(req, time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC))
		if err := srv.Correlate(req, message, srv.Inputs{}); err != nil && err.Error() == "" {
			t.Error("no reason")
		}
		in := srv.Inputs{
			Device: usecase.Device(device), Known: true, Broker: broker, CoS: cos, Counter: 1, CIN: "1234",
		}
		made, err := srv.Transform(req, in)
		if err != nil {
			return
		}
		var difference *srv.Difference
		err = srv.Correlate(req, made.Message.Append(nil), srv.Inputs{})
		if err != nil && !errors.As(err, &difference) {
			t.Fatalf("what %s becomes is no message: %v", made.Variant.SRV, err)
		}
		if err != nil {
			t.Fatalf("what %s becomes does not correlate: %v\n%s", made.Variant.SRV, err, document)
		}
	})
}
