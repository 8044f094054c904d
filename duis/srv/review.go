package srv

import (
	"errors"
	"time"

	"github.com/mains-energy/mains/duis"
)

// Review is what the service asks of a request beyond the schema, as far as the document
// alone shows it: every refusal that it would meet whoever sent it, to whichever Device, at
// the time now (zero: the date of the request is not judged). What depends on the User, the
// Device or earlier requests is for the gateway. DUIS 3.4.1, 3.5.
func Review(req *duis.Request, now time.Time) (refusals []*duis.ResponseError) {
	add := func(err error) {
		var refusal *duis.ResponseError
		if errors.As(err, &refusal) {
			refusals = append(refusals, refusal)
		}
	}
	for _, breach := range req.Breaches {
		add(&duis.ResponseError{Code: duis.E52, Err: breach})
	}
	for _, fault := range req.CheckVersion() {
		add(&duis.ResponseError{Code: duis.E59, Err: fault})
	}
	if !req.Signed {
		add(duis.Refuse(duis.E48, "not signed: the schema allows it, the service does not"))
	}
	v, err := variantOf(req)
	add(err)
	if v == nil {
		return refusals
	}
	if !v.CVs.Has(req.CommandVariant) {
		add(duis.Refuse(duis.E12, "Command Variant %d: %s is for %v", req.CommandVariant, v.SRV, v.CVs))
	}
	for _, check := range []func(*duis.Request, *Variant) error{sequence, topUp} {
		add(check(req, v))
	}
	add(v.dated(req, now))
	if err == nil && v.takes(req.Body) && !v.NonDevice {
		add(v.transformable(req))
	}
	return refusals
}

// sequence checks what a request says of the one before it. DUIS 3.4.1.
func sequence(req *duis.Request, _ *Variant) error {
	switch before := req.PrecedingServiceRequestID; {
	case before == nil:
		return nil
	case *before == req.RequestID:
		return duis.Refuse(duis.E42, "the request is to follow itself")
	case req.FirstInSequence != nil && *req.FirstInSequence:
		return duis.Refuse(duis.E43, "FirstInSequence is true, and there is a PrecedingServiceRequestID")
	case before.Originator != req.RequestID.Originator:
		return duis.Refuse(duis.E44, "the request before it is of another User, %s",
			before.Originator)
	}
	return nil
}

// topUpStep divides the counters of top-ups. GBCS prepayment.
const topUpStep = 1 << 32

// topUp checks the counter of a top-up, whose upper half is that of the UTRN.
func topUp(req *duis.Request, v *Variant) error {
	if v.SRV == "2.2" && req.RequestID.Counter%topUpStep != 0 {
		return duis.Refuse(duis.E64, "the counter of a top-up is a multiple of 4294967296: %d is none",
			req.RequestID.Counter)
	}
	return nil
}

// dated checks the execution date. DUIS 3.4.
func (v *Variant) dated(req *duis.Request, now time.Time) error {
	at, ok := duis.ExecutionDateTime(req.Body)
	switch {
	case !ok || at.Equal(cancelled):
		return nil
	case req.CommandVariant == 2 || req.CommandVariant == 3 || req.CommandVariant == 6 ||
		req.CommandVariant == 7:
		return duis.Refuse(duis.E56, "a request for local delivery has no execution date")
	case !now.IsZero() && at.Before(now):
		return duis.Refuse(duis.E56, "the execution date %s has passed", at.Format(time.RFC3339))
	}
	return nil
}

// transformable checks that the values make a message, for one Device or another.
func (v *Variant) transformable(req *duis.Request) error {
	var last error
	for _, r := range v.Routes {
		if r.when != nil && !r.when(req.Body) {
			continue
		}
		w := &Writer{Request: req, Inputs: &Inputs{Device: onlyDevice(r.On)}, UseCase: r.UseCase}
		if r.write != nil {
			r.write(w, sorted(req.Body))
		}
		var refusal *duis.ResponseError
		if !errors.As(w.err, &refusal) {
			return nil
		}
		last = w.err
	}
	if last == nil {
		last = duis.Refuse(duis.E11, "%s as asked is for no type of Device", v.SRV)
	}
	return last
}
