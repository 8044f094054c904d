package usecase

import (
	"math/big"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/smki"
)

func TestQuantities(t *testing.T) {
	for _, test := range []struct {
		by     scaling
		number int64
		want   string
	}{
		{scaling{WattHours, 0, 1, 1}, 10482137, "10482.137 kWh"},
		{scaling{WattHours, 0, 1, 1}, 0, "0.000 kWh"},
		{scaling{WattHours, 3, 1, 1}, 7, "7 kWh"},
		{scaling{WattHours, 4, 1, 1}, 7, "70 kWh"},
		{scaling{WattHours, -1, 1, 1}, 7, "0.0007 kWh"},
		{scaling{VarHours, 0, 1, 1}, 10, "0.010 kvarh"},
		{scaling{Volts, -1, 1, 1}, 2304, "230.4 V"},
		{scaling{Watts, 0, 1, 1}, -2304, "-2304 W"},
		{scaling{Watts, -2, 1, 1}, -5, "-0.05 W"},
		{scaling{CubicMetres, 0, 1, 1000}, 12345, "12.345 m3"},
		{scaling{CubicMetres, 0, 10, 1000}, 12345, "123.450 m3"},
		{scaling{CubicMetres, 0, 1, 8}, 12345, "1543.125 m3"},
		{scaling{CubicMetres, 0, 1, 3}, 100, "33.333 m3"},
		{scaling{WattHours, 3, 1, 1000}, 12345, "12.345 kWh"},
		{scaling{NoUnit, 0, 1, 1}, 5, "5"},
	} {
		if got := test.by.text(big.NewInt(test.number)); got != test.want {
			t.Errorf("%d with %+v is %s, want %s", test.number, test.by, got, test.want)
		}
	}
}

func TestDevices(t *testing.T) {
	for d := ESME; d <= CAD; d <<= 1 {
		if got, err := ParseDevice(d.String()); err != nil || got != d {
			t.Errorf("%v: %v, %v", d, got, err)
		}
	}
	for _, s := range []string{"", "esme", "none", "ESME, GSME", "ESME "} {
		if d, err := ParseDevice(s); err == nil {
			t.Errorf("%q is %v", s, d)
		}
	}
	if got := (ESME | GPF).String(); got != "ESME, GPF" {
		t.Error(got)
	}
	if (ESME | GSME).Has(ESME|CHF) || !(ESME | GSME).Has(GSME) ||
		ESME.Has(0) || Device(0).String() != "none" {
		t.Error("Has")
	}
}

func TestDevicesSpeak(t *testing.T) {
	for d, want := range map[Device]struct {
		notation Notation
		clock    dlms.ClockStatus
	}{
		ESME: {DLMS, dlms.NotSpecified}, CHF: {DLMS, dlms.NotSpecified}, PPMID: {DLMS, dlms.NotSpecified},
		GSME: {GBZ, dlms.Reliable}, GPF: {GBZ, dlms.DifferentClock},
	} {
		if d.Notation() != want.notation || d.ClockStatus() != want.clock {
			t.Errorf("%v: %v, %v", d, d.Notation(), d.ClockStatus())
		}
	}
}

func TestParties(t *testing.T) {
	for p, want := range map[Parties]smki.Role{
		Recovery: 1, Supplier: 2, NetworkOperator: 3, AccessControlBroker: 4, TransitionalCoS: 5,
		WANProvider: 6, LoadController: 8,
	} {
		role, ok := p.Role()
		if !ok || role != want || PartyOf(role) != p || !(p | 1<<smki.Root).HasRole(role) {
			t.Errorf("%v: %v, %v", p, role, ok)
		}
	}
	if _, ok := (Supplier | NetworkOperator).Role(); ok {
		t.Error("two parties have one role")
	}
	if PartyOf(smki.Other) != 0 || Supplier.HasRole(smki.Other) || Supplier.Has(0) {
		t.Error("smki.Other is a party")
	}
	if got := (Supplier | NetworkOperator).String(); got != "supplier, network operator" {
		t.Error(got)
	}
}

func TestProtection(t *testing.T) {
	for _, test := range []struct {
		u              *UseCase
		by             Parties
		signature, mac bool
	}{
		{ECS38, Supplier, true, true},
		{ECS17b, NetworkOperator, false, true},
		{CS02a, AccessControlBroker, false, true},
		{CS02a, Supplier, false, true},
		{CS02a, TransitionalCoS, true, false},
		{CS02a, Recovery, true, false},
	} {
		signature, mac := test.u.Protection(test.by)
		if signature != test.signature || mac != test.mac {
			t.Errorf("%s by %v: %v, %v", test.u.Code, test.by, signature, mac)
		}
	}
	if !ECS38.Critical() || ECS17b.Critical() || CS02a.Critical() || !ECS80.Critical() ||
		GenericNonCriticalAlert.Critical() {
		t.Error("Critical")
	}
	if !ECS17b.Encrypted() || !GCS13a.Encrypted() || ECS38.Encrypted() ||
		CS02a.Encrypted() || ECS80.Encrypted() {
		t.Error("Encrypted")
	}
}

func TestArgText(t *testing.T) {
	for want, arg := range map[string]Arg{
		"900 s": RandomisedOffsetLimit.Is(900),
		"[supplier network operator]": CredentialRoles.Is(
			[]smki.Role{smki.Supplier, smki.NetworkOperator}),
	} {
		if got := arg.Text(); got != want {
			t.Errorf("%s: %q, want %q", arg.Name(), got, want)
		}
	}
}
