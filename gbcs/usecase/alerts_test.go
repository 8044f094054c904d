package usecase_test

import (
	"reflect"
	"testing"

	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestAlertCodes proves that the codes are in order, each once and with a name, found by
// number, and critical by their first octet but for those with an Alert under a MAC.
func TestAlertCodes(t *testing.T) {
	sealed := map[string]bool{}
	for _, code := range []string{
		"8F12", "8F20", "8F26", "8F28", "8F2A", "8F2C", "8F2D", "8F84",
	} {
		sealed[code] = true
	}
	for i, a := range usecase.AlertCodes {
		name := a.Code.String()
		if i > 0 && a.Code <= usecase.AlertCodes[i-1].Code {
			t.Errorf("%s: out of order", name)
		}
		if found, ok := usecase.AlertOf(a.Code); !ok || !reflect.DeepEqual(found, a) || a.Title == "" ||
			usecase.AlertTitle(a.Code) != a.Title {
			t.Errorf("%s: found %+v", name, found)
		}
		fixed := a.ConfiguredBy() == 0
		if want := fixed && !sealed[name]; a.Critical != want {
			t.Errorf("%s: critical %v: want %v", name, a.Critical, want)
		}
		if a.Logs == 0 && a.To == 0 && !a.HAN && a.Code != 0x8F66 {
			t.Errorf("%s: nobody ever learns of it", name)
		}
	}
	if _, ok := usecase.AlertOf(0x8001); ok || usecase.AlertTitle(0x8001) != "" {
		t.Error("8001 is no code")
	}
}

// TestReportedCodes proves that what an Alert of its own may report is a code, and that the
// two agree on how the Alert is protected.
func TestReportedCodes(t *testing.T) {
	for _, u := range usecase.All {
		if u.Alert == nil {
			continue
		}
		for _, code := range u.Alert.Codes {
			a, ok := usecase.AlertOf(code)
			if !ok || a.Critical != u.Critical() {
				t.Errorf("%s reports %v: %+v", u.Code, code, a)
			}
		}
	}
}

func TestLogSet(t *testing.T) {
	for s, want := range map[usecase.LogSet]string{
		0:                    "none",
		usecase.ESMEPowerLog: "ESME Power Event Log",
		usecase.ESMEEventLog | usecase.CHFSecurityLog: "ESME Event Log, CHF Security Log",
	} {
		if got := s.String(); got != want {
			t.Errorf("%d: %q: want %q", s, got, want)
		}
	}
	if usecase.LogSet(0).Has(0) || !usecase.LogSet(3).Has(1) || usecase.LogSet(1).Has(3) {
		t.Error("Has")
	}
}
