package tariff_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/duis/tariff"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// requestOf is a request with the body of a tariff.
func requestOf(t *testing.T, of *tariff.Tariff) *duis.Request {
	t.Helper()
	body, err := of.Body()
	if err != nil {
		t.Fatalf("%v\n%s", err, of.Text())
	}
	return &duis.Request{SchemaVersion: duis.SchemaVersion, Body: body, Header: duis.Header{
		RequestID: duis.RequestID{Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
			Target: eui.MustParse("00-DB-12-34-56-78-90-A0"), Counter: 1000},
		CommandVariant: 4, ServiceReference: "1.1", ServiceReferenceVariant: "1.1.1",
	}}
}

// payload makes the message of a request, checks that it correlates, and returns its payload.
func payload(t *testing.T, req *duis.Request) []byte {
	t.Helper()
	in := srv.Inputs{Device: usecase.ESME}
	if req.Body.(*duis.UpdateImportTariffPrimaryElement).GasTariffElements != nil {
		in.Device = usecase.GSME
	}
	out, err := srv.Transform(req, in)
	if err != nil {
		t.Fatalf("%v\n%s", err, req.Append(nil))
	}
	if err := srv.Correlate(req, out.Message.Append(nil), srv.Inputs{}); err != nil {
		t.Fatalf("%v\n%s", err, req.Append(nil))
	}
	return out.Message.Payload
}

// TestRoundTrip makes random tariffs: the file gives the same tariff again, and the request
// the same request.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(250) {
		of := random(rand.New(rand.NewPCG(1, seed)))
		text := of.Text()
		again, err := tariff.Parse([]byte(text))
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		if !reflect.DeepEqual(again, of) {
			t.Fatalf("seed %d: the file\n%s\ngives\n%s", seed, text, again.Text())
		}
		req := requestOf(t, of)
		parsed, err := duis.Parse(req.Append(nil))
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		shown, notes, err := tariff.Of(parsed.Body.(*duis.UpdateImportTariffPrimaryElement))
		if err != nil || notes != nil {
			t.Fatalf("seed %d: %v %q\n%s", seed, err, notes, text)
		}
		if body, err := shown.Body(); err != nil || !reflect.DeepEqual(body, req.Body) {
			t.Fatalf("seed %d: %v\n%s\nis shown as\n%s", seed, err, text, shown.Text())
		}
		file, err := tariff.Parse([]byte(shown.Text()))
		if err != nil || !reflect.DeepEqual(file, shown) {
			t.Fatalf("seed %d: %v\n%s", seed, err, shown.Text())
		}
		payload(t, parsed)
		checkPicture(t, of)
	}
}

// checkPicture holds a picture to its width.
func checkPicture(t *testing.T, of *tariff.Tariff) {
	t.Helper()
	for line := range strings.Lines(of.Draw(nil)) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 78 {
			t.Fatalf("%d columns: %s", n, line)
		}
	}
}

// TestSchema gives the requests of random tariffs to libxml2.
func TestSchema(t *testing.T) {
	schema := filepath.Join(shared.Dir(t), "schema", "duis-5.4.xsd")
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint absent: install libxml2-utils to check requests with the schema")
	}
	dir := t.TempDir()
	args := []string{"--nonet", "--noout", "--schema", schema}
	for seed := range uint64(200) {
		name := filepath.Join(dir, fmt.Sprintf("%d.xml", seed))
		document := requestOf(t, random(rand.New(rand.NewPCG(2, seed)))).Append(nil)
		if err := os.WriteFile(name, document, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if out, err := exec.Command("xmllint", args...).CombinedOutput(); err != nil {
		for line := range strings.Lines(string(out)) {
			if !strings.HasSuffix(line, " validates\n") {
				t.Error(line)
			}
		}
	}
}

// TestPublished shows the published requests: what is shown becomes the same message.
func TestPublished(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*_1.1.1_*_DUIS.XML"))
	if err != nil || len(files) == 0 {
		t.Fatal("no requests found", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			req, err := duis.Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			shown, notes, err := tariff.Of(req.Body.(*duis.UpdateImportTariffPrimaryElement))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%q\n%s\n%s", notes, shown.Text(), shown.Draw(nil))
			again, err := tariff.Parse([]byte(shown.Text()))
			if err != nil || !reflect.DeepEqual(again, shown) {
				t.Fatalf("%v\n%s", err, shown.Text())
			}
			checkPicture(t, shown)
			made := *req
			if made.Body, err = shown.Body(); err != nil {
				t.Fatal(err)
			}
			if want, got := payload(t, req), payload(t, &made); !bytes.Equal(got, want) {
				t.Errorf("\n%X, want\n%X", got, want)
			}
		})
	}
}

// examples are the files of testdata.
func examples(tb testing.TB) map[string][]byte {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.yaml"))
	if err != nil || len(files) == 0 {
		tb.Fatal("no examples found", err)
	}
	found := map[string][]byte{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		found[filepath.Base(file)] = text
	}
	return found
}

// TestExamples makes requests of the examples, without notes.
func TestExamples(t *testing.T) {
	for name, text := range examples(t) {
		of, err := tariff.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		payload(t, requestOf(t, of))
		if notes := of.Notes(); notes != nil {
			t.Errorf("%s: %q", name, notes)
		}
	}
}

// TestScale has prices and the scale that keeps their digits.
func TestScale(t *testing.T) {
	for _, test := range []struct {
		prices []string
		scale  int8
		first  int16
	}{
		{[]string{"2.121"}, -5, 2121},
		{[]string{"0", "0.00"}, -5, 0},
		{[]string{"32.767"}, -5, 32767},
		{[]string{"-32.768"}, -5, -32768},
		{[]string{"32.77"}, -4, 3277},
		{[]string{"45.12", "18.2"}, -4, 4512},
		{[]string{"0.1234"}, -6, 1234},
		{[]string{"1000"}, -3, 10000},
		{[]string{"100000000"}, 2, 10000},
	} {
		of := flat(t)
		of.Rates, of.Days[0].Switches = nil, nil
		for i, text := range test.prices {
			price, err := tariff.ParsePence(text)
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("rate %d", i)
			of.Rates = append(of.Rates, tariff.Rate{Name: name, Register: uint8(i + 1),
				Blocks: []tariff.Block{{Price: price}}})
			of.Days[0].Switches = []tariff.Switch{{Rate: name}}
		}
		body, err := of.Body()
		if err != nil {
			t.Errorf("%v: %v", test.prices, err)
			continue
		}
		p := body.PriceElements.ElectricityPriceElements
		if first := p.TOUTariff.TOUPrice[0].Value; p.PriceScale != test.scale || first != test.first {
			t.Errorf("%v: scale %d, first %d: want %d and %d", test.prices, p.PriceScale, first,
				test.scale, test.first)
		}
	}
}

func flat(t *testing.T) *tariff.Tariff {
	t.Helper()
	of, err := tariff.Parse([]byte("fuel: electricity\nstanding charge: 53.35\nrate: 24.86\n"))
	if err != nil {
		t.Fatal(err)
	}
	return of
}

// TestDates has what people write, and what it is.
func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"25 December":                 "25 December every year",
		"25 Dec 2030":                 "25 December 2030",
		"2030-12-25":                  "25 December 2030",
		"last sunday of october":      "last Sunday of October every year",
		"second last day of Feb 2031": "second last day of February 2031",
		"every Sunday":                "every Sunday of every month every year",
		"every day of June 2030":      "every day of June 2030",
		"1 of every month":            "1 of every month every year",
		"Sunday 8 October":            "Sunday 8 October every year",
		"29 February":                 "29 February every year",
	} {
		d, err := tariff.ParseDate(text)
		if err != nil || d.String() != want {
			t.Errorf("%q: %s, %v, want %s", text, d, err, want)
		}
		if again, err := tariff.ParseDate(want); err != nil || again != d {
			t.Errorf("%q: %v, %v, want %v", want, again, err, d)
		}
	}
	for _, text := range []string{
		"", "December", "32 December", "30 February", "29 February 2031", "31 April", "25 Xmas",
		"last of October", "second Sunday of May", "1 May 2013", "every 5 May", "05 May", "last day",
		"1 May 2030 or so", "2030-02-30", "every", "last", "Sunday", "1 May 0",
	} {
		if d, err := tariff.ParseDate(text); err == nil {
			t.Errorf("%q is %s", text, d)
		}
	}
}

// FuzzParse gives anything for a file: what is read can be written, made a request of, drawn
// and read again.
func FuzzParse(f *testing.F) {
	for _, text := range examples(f) {
		f.Add(text)
	}
	for seed := range uint64(20) {
		f.Add([]byte(random(rand.New(rand.NewPCG(3, seed))).Text()))
	}
	for _, test := range mistakes {
		f.Add([]byte(test.file))
	}
	for _, text := range spellings {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		of, err := tariff.Parse(text)
		if err != nil {
			var fault *tariff.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("no fault: %v", err)
			}
			return
		}
		again, err := tariff.Parse([]byte(of.Text()))
		if err != nil || !reflect.DeepEqual(again, of) {
			t.Fatalf("%v\n%s", err, of.Text())
		}
		_ = of.Draw(nil)
		req := requestOf(t, of)
		if _, err := duis.Parse(req.Append(nil)); err != nil {
			t.Fatal(err)
		}
		payload(t, req)
	})
}

// number is a number in a request, between elements or as an index.
var number = regexp.MustCompile(`>-?[0-9]+<|"[0-9]+"`)

// TestChanged shows requests in which numbers were changed.
func TestChanged(t *testing.T) {
	shownAgain := 0
	for seed := range uint64(800) {
		r := rand.New(rand.NewPCG(5, seed))
		document := requestOf(t, random(r)).Append(nil)
		places := number.FindAllIndex(document, -1)
		for range 1 + r.IntN(3) {
			at := places[r.IntN(len(places))]
			for i := at[0] + 1; i < at[1]-1; i++ {
				document[i] = "0123456789"[r.IntN(min(10, 2+r.IntN(9)))]
			}
		}
		if again(t, document) {
			shownAgain++
		}
	}
	t.Logf("%d of 800 could be shown and are files again", shownAgain)
}

// FuzzOf gives any request for one of 1.1.1: what is shown can be written and drawn, and what
// a file can say becomes a message.
func FuzzOf(f *testing.F) {
	for seed := range uint64(20) {
		body, err := random(rand.New(rand.NewPCG(4, seed))).Body()
		if err != nil {
			f.Fatal(err)
		}
		f.Add((&duis.Request{Body: body, Header: duis.Header{
			RequestID:      duis.RequestID{Originator: eui.ID{1}, Target: eui.ID{2}, Counter: 1},
			CommandVariant: 4, ServiceReference: "1.1", ServiceReferenceVariant: "1.1.1",
		}}).Append(nil))
	}
	f.Fuzz(func(t *testing.T, document []byte) { again(t, document) })
}

// again shows a request, if it is one, and makes a request of what is shown, if a file can
// say it.
func again(t *testing.T, document []byte) bool {
	t.Helper()
	req, err := duis.Parse(document)
	if err != nil {
		return false
	}
	body, ok := req.Body.(*duis.UpdateImportTariffPrimaryElement)
	if !ok {
		return false
	}
	shown, _, err := tariff.Of(body)
	if err != nil {
		return false
	}
	_ = shown.Draw(nil)
	file, err := tariff.Parse([]byte(shown.Text()))
	if err != nil {
		if shown.Check() == nil {
			t.Fatalf("%v\n%s", err, shown.Text())
		}
		return false // such as a threshold of 0
	}
	if !reflect.DeepEqual(file, shown) {
		t.Fatalf("%s", shown.Text())
	}
	payload(t, requestOf(t, file))
	return true
}
