package system

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/xmldoc"
)

// The street that is asked, and how often each read is done.
const (
	agreeHomes  = 3
	agreeRounds = 3
	agreeSeed   = 22
)

// agreement is a read whose answer is held against the state of the Device that gives it.
type agreement struct {
	service string
	on      usecase.Device // one or several
	by      string         // the alias of the User; empty: the supplier
	body    func(duis.ReadLogPeriod) duis.Body
	want    func(held) mmc.Rsp // what the answer should be, but for its MessageSuccess
}

// held is what is held of a Device when it is asked.
type held struct {
	usecase.Args
	of     eui.ID
	period duis.ReadLogPeriod // that is asked for
}

// TestDevicesAndParseAgree asks Devices of several homes, at random and while what is set in
// them changes, for all that Use Cases read, by requests that go the whole way. What the parser
// of documents makes of each answer is what the Device knew, value for value.
func TestDevicesAndParseAgree(t *testing.T) {
	w := newWhole(t, "")
	w.lengthen(agreeHomes)
	w.clock.Freeze()
	r := rand.New(rand.NewPCG(agreeSeed, 0))
	compared := make(map[string]int)
	for range agreeRounds {
		for _, i := range r.Perm(len(agreements)) {
			w.clock.Advance(time.Duration(r.IntN(200)) * time.Minute)
			a := agreements[i]
			home := estate.HomeOf(r.IntN(agreeHomes))
			for _, d := range home.Devices {
				if a.on.Has(d.Type) {
					compared[a.service+" "+d.Type.String()] += w.agree(a, d, w.somePeriod(r))
				}
			}
		}
	}
	for _, a := range agreements {
		for _, d := range estate.HomeOf(0).Devices {
			name := a.service + " " + d.Type.String()
			if a.on.Has(d.Type) && compared[name] == 0 {
				t.Errorf("%s: nothing was compared", name)
			}
		}
	}
	t.Log(compared)
}

// lengthen makes a street of one home that long.
func (w *whole) lengthen(homes int) {
	w.Helper()
	anchors, err := w.anchors(w.Context())
	if err == nil {
		err = w.estate.Build(w.Context(), homes, w.issue, anchors)
	}
	if err == nil {
		err = w.commission(w.Context())
	}
	if err != nil {
		w.Fatal(err)
	}
	for _, u := range w.users { // whose addresses were forgotten
		w.admit(u.User)
	}
}

// somePeriod is a period within the last days.
func (w *whole) somePeriod(r *rand.Rand) duis.ReadLogPeriod {
	now := w.clock.Now().UTC().Truncate(time.Second)
	end := now.Add(-time.Duration(r.IntN(3)) * 7 * time.Hour)
	return duis.ReadLogPeriod{
		StartDateTime: end.Add(-time.Duration(1+r.IntN(4*24*60)) * time.Minute), EndDateTime: end,
	}
}

// agree does a read and says how many values of the answer are those of the Device.
func (w *whole) agree(a agreement, d estate.Device, period duis.ReadLogPeriod) (values int) {
	w.Helper()
	values, err := w.disagreement(a, d, period)
	if err != nil {
		w.Errorf("%s of %v: %v", a.service, d, err)
	}
	return values
}

func (w *whole) disagreement(
	a agreement, d estate.Device, period duis.ReadLogPeriod,
) (values int, err error) {
	state, err := w.estate.Values(w.Context(), d.EUI)
	if err != nil {
		return 0, err
	}
	got, err := w.asks(a.by, d, a.service, a.body(period))
	if err != nil {
		return 0, err
	}
	want := a.want(held{state, d.EUI, period})
	found, expected := leaves(got), leaves(want)
	delete(found, ".MessageSuccess")
	for path, value := range expected {
		if found[path] != value {
			err = fmt.Errorf("%s is %q: the Device has %q", path, found[path], value)
		}
	}
	for path, value := range found {
		if _, ok := expected[path]; !ok {
			err = fmt.Errorf("%s is %q, of which the Device knows nothing", path, value)
		}
	}
	return len(found), err
}

// asks sends a request the whole way and reads the document of the answer.
func (w *whole) asks(by string, d estate.Device, service string, body duis.Body) (mmc.Rsp, error) {
	w.Helper()
	if by == "" {
		by = supplier.Alias
	}
	p, _ := FindParty(by)
	variant, _ := srv.Lookup(service)
	if d.Type == usecase.GSME {
		w.gsme = d.EUI
	}
	cv := uint8(1)
	if variant.Critical {
		cv = 4
	}
	outcome, err := w.send(w.request(p, d.EUI, cv, variant.ServiceReference(), service, body))
	if what, detail := classify(outcome, err); what != "device success" {
		return nil, fmt.Errorf("%s: %s", what, detail)
	}
	parser := mmc.Parser{Keys: w.users[p.EUI].Keys(w.Context())}
	document, err := parser.Response(outcome.Answer.Response)
	if err != nil {
		return nil, err
	}
	if _, err := mmc.ParseDocument(document.Append(nil)); err != nil {
		return nil, err
	}
	message := document.Body.(*mmc.ResponseMessage)
	if message.SMETSData == nil {
		return nil, fmt.Errorf("%d parts and no values", len(message.GBCSData))
	}
	return message.SMETSData, nil
}

// leaves are the values in a document, by path.
func leaves(of any) map[string]string {
	found := make(map[string]string)
	leavesIn(reflect.ValueOf(of), "", found)
	return found
}

// leavesIn finds the values in v. What is not said has none.
func leavesIn(v reflect.Value, path string, found map[string]string) {
	switch value := v.Interface().(type) {
	case time.Time:
		found[path] = value.UTC().Format(time.RFC3339)
		return
	case fmt.Stringer:
		if v.Kind() != reflect.Pointer {
			found[path] = value.String()
			return
		}
	case []byte:
		if value != nil {
			found[path] = fmt.Sprintf("%X", value)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			leavesIn(v.Elem(), path, found)
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if value.Kind() != reflect.Bool || value.Bool() { // an empty element that is not there
				leavesIn(value, path+"."+field.Name, found)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			leavesIn(v.Index(i), fmt.Sprintf("%s[%d]", path, i), found)
		}
	default:
		found[path] = fmt.Sprint(v)
	}
}

// number is the value of a place; nil where there is none.
func number[To, From usecase.Number](h held, p *usecase.Slot[From]) *To {
	if v, ok := p.Of(h.Args); ok {
		return new(To(v))
	}
	return nil
}

// cubic is a register of dm3 in m3.
func cubic[T usecase.Number](h held, p *usecase.Slot[T]) *xmldoc.Decimal {
	if v, ok := p.Of(h.Args); ok {
		return &xmldoc.Decimal{Digits: int64(v), Places: 3}
	}
	return nil
}

var agreements = slices.Concat(agreedRegisters)

// plain is the body of a request that says no more than its name.
func plain(b duis.Body) func(duis.ReadLogPeriod) duis.Body {
	return func(duis.ReadLogPeriod) duis.Body { return b }
}

var agreedRegisters = []agreement{{
	service: "4.1.1", on: usecase.ESME, body: plain(&duis.ReadInstantaneousImportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportRegistersRsp{
			Electricity: &mmc.ReadInstantaneousImportRegistersElectricity{
				ActiveImportRegister: &mmc.ActiveEnergyRegister{
					Value:            number[int64](h, usecase.ActiveImport),
					ActiveEnergyUnit: new("Wh"),
				},
				ReactiveImportRegister: &mmc.ReactiveEnergyRegister{
					Value:              number[int64](h, usecase.ReactiveImport),
					ReactiveEnergyUnit: new("varh"),
				},
			},
		}
	},
}, {
	service: "4.1.1", on: usecase.GSME | usecase.GPF,
	body: plain(&duis.ReadInstantaneousImportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportRegistersRsp{
			Gas: &mmc.ReadInstantaneousImportRegistersGas{
				ConsumptionRegister: &mmc.ConsumptionRegister{
					Value: cubic(h, usecase.CurrentSummationDelivered), Unit: new("m3"),
				},
			},
		}
	},
}}
