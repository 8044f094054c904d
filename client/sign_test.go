package client_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8"?>
<sr:Request xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">`
	tail = `<sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>4.1</sr:ServiceReference>` +
		`<sr:ServiceReferenceVariant>4.1.1</sr:ServiceReferenceVariant></sr:Header>
<sr:Body><sr:ReadInstantaneousImportRegisters/></sr:Body></sr:Request>`
	oldID = "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1000"
)

// TestRenew changes the RequestID and not an octet beside, however it is written.
func TestRenew(t *testing.T) {
	fresh := "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1772366400000"
	other := head + `<sr:Header><sr:RequestID>` + oldID + `</sr:RequestID>` + tail
	for _, tt := range []struct{ name, before, after string }{
		{"plain", `<sr:Header><sr:RequestID>`, `</sr:RequestID>`},
		{"white space in the tags", "<sr:Header>\n\t<sr:RequestID  >", "</sr:RequestID\n>"},
		{"comment before", `<!-- <sr:RequestID>` + oldID + `</sr:RequestID> --><sr:Header><sr:RequestID>`,
			`</sr:RequestID>`},
		{"comment in the header", `<sr:Header><!-- > ` + oldID + ` < --><sr:RequestID>`, `</sr:RequestID>`},
		{"instruction before", `<?keep <sr:RequestID>` + oldID + `?><sr:Header><sr:RequestID>`,
			`</sr:RequestID>`},
	} {
		document := []byte(head + tt.before + oldID + tt.after + tail)
		got, err := new(client.Counter).Renew(document, start)
		if want := head + tt.before + fresh + tt.after + tail; err != nil || string(got) != want {
			t.Errorf("%s: got %v\n%s\nwant\n%s", tt.name, err, got, want)
		}
	}
	prefixed := strings.NewReplacer("sr:", "", "xmlns:sr", "xmlns").Replace(other)
	got, err := new(client.Counter).Renew([]byte(prefixed), start)
	if want := strings.Replace(prefixed, oldID, fresh, 1); err != nil || string(got) != want {
		t.Errorf("without a prefix: got %v\n%s\nwant\n%s", err, got, want)
	}
}

// TestRenewMeaning renews what cannot be done by putting one text for another: the
// result, however written, is a request with the new RequestID and no other.
func TestRenewMeaning(t *testing.T) {
	for _, tt := range []struct{ name, element string }{
		{"CDATA", `<sr:RequestID><![CDATA[` + oldID + `]]></sr:RequestID>`},
		{"CDATA with an angle", `<sr:RequestID>` + oldID[:5] + `<![CDATA[` + oldID[5:] + `]]></sr:RequestID>`},
		{"reference", `<sr:RequestID>&#57;` + oldID[1:] + `</sr:RequestID>`},
		{"comment inside", `<sr:RequestID>` + oldID + `<!-- > < --></sr:RequestID>`},
		{"attributes with angles",
			`<sr:RequestID note="a>b" more='"> "'>` + oldID + `</sr:RequestID>`},
	} {
		document := []byte(head + `<sr:Header>` + tt.element + tail)
		got, err := new(client.Counter).Renew(document, start)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		id, err := client.RequestID(got)
		if want := (duis.RequestID{Originator: supplier, Target: esme,
			Counter: uint64(start.UnixMilli())}); err != nil || id != want {
			t.Errorf("%s: got %s, %v\n%s", tt.name, id, err, got)
		}
	}
}

func TestRenewRefuses(t *testing.T) {
	for _, text := range []string{
		"", "text", "<a/>", head + "</sr:Request>", head + "<sr:Header/><sr:Body/></sr:Request>",
		head + "<sr:Header><sr:RequestID>1</sr:RequestID></sr:Header><sr:Body/></sr:Request>",
		head + "<sr:Header><sr:RequestID/></sr:Header><sr:Body/></sr:Request>",
	} {
		if got, err := new(client.Counter).Renew([]byte(text), start); err == nil {
			t.Errorf("%q: got %s, want an error", text, got)
		}
		if _, err := client.SendAs([]byte(text), client.User{EUI: esme}); err == nil {
			t.Errorf("SendAs %q: want an error", text)
		}
	}
}

// TestRenewSigned leaves a Signed Pre-Command its RequestID.
func TestRenewSigned(t *testing.T) {
	document := []byte(strings.Replace(head+`<sr:Header><sr:RequestID>`+oldID+`</sr:RequestID>`+tail,
		"<sr:ReadInstantaneousImportRegisters/>",
		"<sr:SignedPreCommand><sr:GBCSPayload>AA==</sr:GBCSPayload></sr:SignedPreCommand>", 1))
	got, err := new(client.Counter).Renew(document, start)
	if err != nil || !bytes.Equal(got, document) {
		t.Errorf("got %v\n%s", err, got)
	}
	got[0] = 'X'
	if document[0] == 'X' {
		t.Error("the result is not a slice of its own")
	}
}

func TestSendAs(t *testing.T) {
	document := []byte(head + `<sr:Header><sr:RequestID>` + oldID + `</sr:RequestID>` + tail)
	user := eui.MustParse("90-B3-D5-1F-30-02-00-00")
	got, err := client.SendAs(document, client.User{EUI: user})
	want := strings.Replace(string(document), "30-01-00-00", "30-02-00-00", 1)
	if err != nil || string(got) != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
	}
	if id, err := client.RequestID(got); err != nil || id.Originator != user || id.Counter != 1000 {
		t.Errorf("RequestID is %s, %v", id, err)
	}
}

// TestCounter never goes back and never repeats, also for many at once, and counts
// top-ups apart in multiples of 2^32.
func TestCounter(t *testing.T) {
	var c client.Counter
	first := c.Next("4.1.1", start)
	if first != uint64(start.UnixMilli()) {
		t.Errorf("the first is %d", first)
	}
	if next := c.Next("7.12", start.Add(-time.Hour)); next != first+1 {
		t.Errorf("with the clock set back: got %d, want %d", next, first+1)
	}
	topUp := c.Next("2.2", start)
	if topUp%(1<<32) != 0 || topUp>>32 != uint64(start.Unix()) {
		t.Errorf("a top-up has %d", topUp)
	}
	if next := c.Next("2.2", start); next != topUp+1<<32 {
		t.Errorf("the next top-up has %d, want %d", next, topUp+1<<32)
	}
	if next := c.Next("4.1.1", time.Unix(-1, 0)); next != first+2 {
		t.Errorf("after top-ups: got %d, want %d", next, first+2)
	}
	var mu sync.Mutex
	seen := map[uint64]bool{}
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			n := c.Next("4.1.1", start)
			mu.Lock()
			defer mu.Unlock()
			if seen[n] {
				t.Errorf("%d comes twice", n)
			}
			seen[n] = true
		})
	}
	all.Wait()
	if n := new(client.Counter).Next("4.1.1", time.Unix(-5, 0)); n != 1 {
		t.Errorf("before 1970: got %d, want 1", n)
	}
}
