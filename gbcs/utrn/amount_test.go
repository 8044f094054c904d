package utrn_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/gbcs/utrn"
)

func TestAmountBounds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		of    func(int) (utrn.Amount, error)
		n     int
		ok    bool
		pence uint32
		text  string
	}{
		{"pence", utrn.InPence, -1, false, 0, ""},
		{"pence", utrn.InPence, 0, true, 0, "£0.00"},
		{"pence", utrn.InPence, 5, true, 5, "£0.05"},
		{"pence", utrn.InPence, 8191, true, 8191, "£81.91"},
		{"pence", utrn.InPence, 8192, false, 0, ""},
		{"pence", utrn.InPence, math.MaxInt, false, 0, ""},
		{"pounds", utrn.InPounds, -1, false, 0, ""},
		{"pounds", utrn.InPounds, 0, true, 0, "£0.00"},
		{"pounds", utrn.InPounds, 10, true, 1000, "£10.00"},
		{"pounds", utrn.InPounds, 8191, true, 819100, "£8191.00"},
		{"pounds", utrn.InPounds, 8192, false, 0, ""},
		{"pounds", utrn.InPounds, math.MinInt, false, 0, ""},
	} {
		a, err := tt.of(tt.n)
		if !tt.ok {
			if !errors.Is(err, utrn.ErrAmount) || a != (utrn.Amount{}) {
				t.Errorf("%d %s: got %v %v, want %v", tt.n, tt.name, a, err, utrn.ErrAmount)
			}
			continue
		}
		if err != nil || a.Pence() != tt.pence || a.String() != tt.text ||
			int(a.Value()) != tt.n || a.Class().String() != tt.name {
			t.Errorf("%d %s: got %v %v (%d pence, %d %v)", tt.n, tt.name, a, err, a.Pence(),
				a.Value(), a.Class())
		}
	}
}

func TestParseAmount(t *testing.T) {
	for _, tt := range []struct {
		text  string
		class utrn.Class
		value uint16
	}{
		{"10", utrn.Pounds, 10},
		{"10.00", utrn.Pounds, 10},
		{"£10.00", utrn.Pounds, 10},
		{"£0", utrn.Pounds, 0},
		{"8191", utrn.Pounds, 8191},
		{"8191.00", utrn.Pounds, 8191},
		{"12.50", utrn.Pence, 1250},
		{"£0.05", utrn.Pence, 5},
		{"81.91", utrn.Pence, 8191},
	} {
		a, err := utrn.ParseAmount(tt.text)
		if err != nil || a.Class() != tt.class || a.Value() != tt.value {
			t.Errorf("%s: got %d %v %v, want %d %v", tt.text, a.Value(), a.Class(), err, tt.value,
				tt.class)
		}
	}
	for _, text := range []string{
		"", "£", ".", ".50", "10.", "10.5", "10.500", "8192", "81.92", "8191.01", "-1", "+1", "1e3",
		"10,00", " 10", "10 ", "££10", "0x10", "10.-5", "99999999999999999999", "70000", "1.£5",
	} {
		if a, err := utrn.ParseAmount(text); !errors.Is(err, utrn.ErrAmount) {
			t.Errorf("%q: got %v %v, want %v", text, a, err, utrn.ErrAmount)
		}
	}
}

// TestAmountText: the text of an amount reads back as the same money.
func TestAmountText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anAmount.Draw(t, "amount")
		got, err := utrn.ParseAmount(a.String())
		if err != nil || got.Pence() != a.Pence() {
			t.Errorf("%v: got %v %v", a, got, err)
		}
	})
}

func TestClassText(t *testing.T) {
	if got := utrn.Class(3).String(); got != "Class(3)" {
		t.Errorf("got %s", got)
	}
}
