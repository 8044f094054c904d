package ca

import (
	"errors"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func TestCache(t *testing.T) {
	c := newCache[int, int](3)
	loads := 0
	get := func(key int) {
		t.Helper()
		got, err := c.get(key, func() (int, error) { loads++; return 10 * key, nil })
		if err != nil || got != 10*key {
			t.Fatalf("%d: %d, %v", key, got, err)
		}
	}
	for _, key := range []int{1, 2, 3, 1, 4, 1, 3, 4} { // 2 is the least recently used
		get(key)
	}
	if loads != 4 || len(c.entries) != 3 || c.recent.Len() != 3 {
		t.Errorf("%d loads, %d and %d kept, want 4, 3, 3", loads, len(c.entries), c.recent.Len())
	}
	get(2)
	get(1)
	if loads != 6 {
		t.Errorf("%d loads, want 6: 2 was let go, and 1 for it", loads)
	}
	c.drop(1)
	get(1)
	if loads != 7 {
		t.Errorf("%d loads, want 7: 1 was dropped", loads)
	}
	c.keep(1, 11)
	if got, ok := c.find(1); !ok || got != 11 {
		t.Errorf("kept 11, found %d, %v", got, ok)
	}
	fault := errors.New("no")
	if _, err := c.get(9, func() (int, error) { return 0, fault }); !errors.Is(err, fault) {
		t.Errorf("got %v, want the error of load", err)
	}
	if _, ok := c.find(9); ok {
		t.Error("an error was kept")
	}
}

// TestCacheDropDuringLoad drops while a value is loaded, which may be the old one.
func TestCacheDropDuringLoad(t *testing.T) {
	c := newCache[int, int](3)
	got, err := c.get(1, func() (int, error) { c.drop(1); return 10, nil })
	if err != nil || got != 10 {
		t.Fatalf("%d, %v", got, err)
	}
	if got, ok := c.find(1); ok {
		t.Errorf("kept %d, which was dropped", got)
	}
}

// FuzzParseQuery: what is taken is one element with one text, and reads back.
func FuzzParseQuery(f *testing.F) {
	const root = "CertificateDataRequest"
	for _, value := range []string{"4A07BC01D9253B51FAF01F7EC7DA5B2F", "", " 1 ", "<a/>", "&#48;"} {
		f.Add([]byte("<" + root + "><CertificateSerial>" + value + "</CertificateSerial></" + root + ">"))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		q, err := parseQuery(body, root)
		if err != nil {
			if wrong := invalid(""); !errors.As(err, &wrong) {
				t.Errorf("%v is no fault of the parameters", err)
			}
			return
		}
		document, err := xmldsig.Parse(body)
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(document.Root.Child("", q.name).Text()) != q.value {
			t.Errorf("%q: %q is not what the document says", body, q.value)
		}
		serial, err := parseSerial(q.value)
		if err == nil && (serial.Sign() < 0 || serial.BitLen() > 160) {
			t.Errorf("serial number %v", serial)
		}
	})
}
