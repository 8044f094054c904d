package record_test

import (
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"DP197": "DP197", "dp197": "DP197", " mp78 ": "MP078", "MP085A": "MP085A", "mp85b": "MP085B",
		"SECMP0015": "SECMP0015", "secmp15": "SECMP0015", "DP1000": "DP1000",
		"": "", "DP": "", "DP000": "", "MPA": "", "MP12A3": "", "XP197": "", "197": "", "DP-1": "",
		"SECMP0015A": "", "DP1234567": "", "IRP550": "", "DP197AB": "", "dp١٩٧": "",
	} {
		n, ok := record.ParseNumber(text)
		if ok != (want != "") || ok && n.String() != want {
			t.Errorf("%q: got %s, %v, want %q", text, n, ok, want)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, text := range []string{"DP197", "mp085a", "SECMP0015", "MP", "MP1A"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := record.ParseNumber(text)
		if !ok {
			return
		}
		if again, ok := record.ParseNumber(n.String()); !ok || again != n {
			t.Fatalf("%q: %v is written %s and read as %v", text, n, n, again)
		}
		if n.Twin().Twin() != n {
			t.Fatalf("%v is not the twin of its twin", n)
		}
	})
}

// aliases are the values of the key that a Modification is found by, in order.
func aliases(m *record.Modification) (values []string) {
	for _, k := range m.Keys() {
		if k.Name == "alias" && !slices.Contains(values, k.Value) {
			values = append(values, k.Value)
		}
	}
	return values
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		m       *record.Modification
		number  string
		aliases []string
	}{
		{&record.Modification{Head: record.Head{ID: "DP197"}}, "DP197", []string{"DP197", "MP197"}},
		{&record.Modification{Head: record.Head{ID: "DP197"},
			Aliases: []record.Alias{{Number: "MP197"}}}, "MP197", []string{"DP197", "MP197"}},
		{&record.Modification{Head: record.Head{ID: "SECMP0015"}}, "SECMP0015", []string{"SECMP0015"}},
		{&record.Modification{Head: record.Head{ID: "MP085A"}}, "MP085A", []string{"MP085A", "DP085A"}},
	} {
		if got := tt.m.Number(); got != tt.number {
			t.Errorf("%s: number %s, want %s", tt.m.ID, got, tt.number)
		}
		if got := aliases(tt.m); !slices.Equal(got, tt.aliases) {
			t.Errorf("%s: found by %v, want %v", tt.m.ID, got, tt.aliases)
		}
	}
	n, _ := record.ParseNumber("DP200")
	if got := n.Converted().Split(1).String(); got != "MP200B" {
		t.Errorf("second part of MP200: %s", got)
	}
}

func TestCategories(t *testing.T) {
	m := &record.Modification{Impacted: []string{"network_parties", "DCC"},
		Users: []string{"supplier_parties", "LS"}}
	if got, want := m.Categories(), []string{"LS", "SS", "EN", "GN", "DCC"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
