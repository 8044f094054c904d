package eui_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/eui"
)

func TestParse(t *testing.T) {
	want := eui.ID{0x90, 0xB3, 0xD5, 0x1F, 0x30, 0x01, 0x00, 0x0A}
	for _, text := range []string{
		"90-B3-D5-1F-30-01-00-0A", "90-b3-d5-1f-30-01-00-0a", "90b3d51f3001000a", "90B3D51F3001000A",
	} {
		got, err := eui.Parse(text)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	if want.String() != "90-B3-D5-1F-30-01-00-0A" || want.Hex() != "90b3d51f3001000a" {
		t.Errorf("String %q, Hex %q", want.String(), want.Hex())
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"", "90", "90-B3-D5-1F-30-01-00", "90-B3-D5-1F-30-01-00-0", "90-B3-D5-1F-30-01-00-0G",
		"90:B3:D5:1F:30:01:00:0A", "90-B3D5-1F-30-01-00-0A-", "90-B3-D5-1F-30-01-00-0A-11",
		"90b3d51f3001000a0", " 0b3d51f3001000a",
	} {
		if got, err := eui.Parse(text); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", text, got)
		} else if !got.IsZero() {
			t.Errorf("Parse(%q) gave %v beside its error", text, got)
		}
	}
	if _, err := eui.FromBytes(make([]byte, 7)); err == nil {
		t.Error("FromBytes took 7 octets")
	}
}

func TestJSON(t *testing.T) {
	id := eui.MustParse("00-DB-12-34-56-78-90-A0")
	text, err := json.Marshal(id)
	if err != nil || string(text) != `"00-DB-12-34-56-78-90-A0"` {
		t.Fatalf("Marshal = %s, %v", text, err)
	}
	var back eui.ID
	if err := json.Unmarshal(text, &back); err != nil || back != id {
		t.Fatalf("Unmarshal = %v, %v", back, err)
	}
	if id.Compare(eui.ID{}) != 1 || id.Compare(back) != 0 {
		t.Error("Compare does not order by octets")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("90-B3-D5-1F-30-01-00-0A")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := eui.Parse(text)
		if err != nil {
			return
		}
		if !strings.EqualFold(text, id.String()) && !strings.EqualFold(text, id.Hex()) {
			t.Errorf("Parse(%q) = %v", text, id)
		}
	})
}

func ExampleParse() {
	id, err := eui.Parse("00db1234567890a0")
	fmt.Println(id, err)
	// Output: 00-DB-12-34-56-78-90-A0 <nil>
}
