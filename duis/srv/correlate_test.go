package srv_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestCorrelate: every published pair correlates, as Pre-Command and as Command.
func TestCorrelate(t *testing.T) {
	excepted := exceptions(t)
	for _, twin := range twins(t) {
		t.Run(twin.name, func(t *testing.T) {
			req, err := duis.Parse(twin.request)
			if err != nil {
				t.Fatal(err)
			}
			_, listed := excepted[twin.name]
			for _, message := range [][]byte{twin.message, twin.command} {
				err := srv.Correlate(req, message, srv.Inputs{})
				if (err == nil) == listed {
					t.Errorf("listed as an exception %v: %v", listed, err)
				}
			}
		})
	}
}

// numbering are places whose value the request does not say: they number a command, or are
// what the DCC makes up, or knows from its inventory, certificates and backups.
var numbering = []usecase.Place{
	usecase.IssuerEventID, usecase.IssuerCalendarID, usecase.MessageID, usecase.IssuerTariffID,
	usecase.CustomerIdentificationNumber, usecase.OtherDeviceType, usecase.OtherDeviceCertificate,
	usecase.HubDeviceType, usecase.HANIdentifier, usecase.HubConnectedDevices,
	usecase.DeviceLogEntries,
}

// stride is how far a long test steps: by n, or by one where MAINS_ALL is set.
func stride(n int) int {
	if os.Getenv("MAINS_ALL") != "" {
		return 1
	}
	return n
}

// TestCorrelateFlips flips every bit of every published payload in turn (every 17th where
// MAINS_ALL is not set). What is left must
// not correlate, unless the bit is of a number that the request does not say.
func TestCorrelateFlips(t *testing.T) {
	excepted, flipped, without := exceptions(t), 0, 0
	for _, twin := range twins(t) {
		if _, listed := excepted[twin.name]; listed {
			continue
		}
		req, err := duis.Parse(twin.request)
		if err != nil {
			t.Fatal(err)
		}
		m, err := gbcs.Parse(twin.message)
		if err != nil {
			t.Fatal(err)
		}
		if m.Form == gbcs.Sealed {
			m.Form, m.MAC = gbcs.Inner, nil
		}
		octets := m.Append(nil)
		from := bytes.Index(octets, m.Payload)
		for bit := 0; bit < 8*len(m.Payload); bit += stride(17) {
			changed := bytes.Clone(octets)
			changed[from+bit/8] ^= 1 << (bit % 8)
			flipped++
			if srv.Correlate(req, changed, srv.Inputs{}) != nil {
				continue
			}
			without++
			if !sameBut(t, octets, changed) {
				t.Errorf("%s: octet %d of the payload with bit %d flipped correlates", twin.name, bit/8,
					bit%8)
			}
		}
	}
	t.Logf("%d bits flipped, %d of them without meaning", flipped, without)
}

// sameBut reports whether two messages say the same but for what numbers them.
func sameBut(t *testing.T, a, b []byte) bool {
	t.Helper()
	said := func(octets []byte) (lines []string) {
		m, err := gbcs.Parse(octets)
		if err != nil {
			t.Fatal(err)
		}
		var tree usecase.Tree
		if err := tree.Read(m, nil); err != nil {
			t.Fatal(err)
		}
		for _, arg := range tree.Args() {
			if !slices.Contains(numbering, arg.Place()) {
				lines = append(lines, arg.Name()+arg.Text())
			}
		}
		return lines
	}
	return slices.Equal(said(a), said(b))
}

// TestCorrelateRequests changes every value of every published request in turn (every 7th
// where MAINS_ALL is not set), to values that the schema allows. The message of the request as
// it was must not correlate, unless the value is one that messages do not carry.
func TestCorrelateRequests(t *testing.T) {
	excepted, changes := exceptions(t), 0
	notCarried := map[string]int{}
	for _, twin := range twins(t) {
		if _, listed := excepted[twin.name]; listed {
			continue
		}
		req, err := duis.Parse(twin.request)
		if err != nil {
			t.Fatal(err)
		}
		was := req.Append(nil)
		all := changed(req.Body)
		for i := 0; i < len(all); i += stride(7) {
			change := all[i]
			other := *req
			other.Body = change.body
			written := other.Append(nil)
			again, err := duis.Parse(written)
			if err != nil || bytes.Equal(written, was) {
				continue
			}
			changes++
			switch err := srv.Correlate(again, twin.message, srv.Inputs{}); {
			case err != nil:
				var difference *srv.Difference
				if !errors.As(err, &difference) || difference.Says == "" {
					t.Errorf("%s: %s: %v", twin.name, change.path, err)
				}
			case carriedElsewhere(req, change.path):
			case slices.Contains(silent, req.ServiceReferenceVariant+" "+change.path):
				notCarried[req.ServiceReferenceVariant+" "+change.path]++
			default:
				t.Errorf("%s: another value at %q correlates", twin.name,
					req.ServiceReferenceVariant+" "+change.path)
			}
		}
	}
	t.Logf("%d changed requests", changes)
	for _, path := range silent {
		if notCarried[path] == 0 && stride(7) == 1 {
			t.Errorf("%s is listed as not carried, and is carried or never changed", path)
		}
	}
}

// carriedElsewhere reports whether a value is one that the DCC keeps to itself: a date until
// which it waits, a certificate of a User whom the Device knows.
func carriedElsewhere(req *duis.Request, path string) bool {
	v, _ := srv.Lookup(req.ServiceReferenceVariant)
	return path == "ExecutionDateTime" && v.Future == srv.FutureDSP ||
		path == "KAPublicSecurityCredentials"
}

// silent are the values of requests that no message carries, by family.
var silent = slices.Concat(silentReads, silentTariff, silentInventory, silentConfiguration)

// change is a body with one value changed.
type change struct {
	path string // without the numbers of elements
	body duis.Body
}

// changed are copies of a body with one value changed each.
func changed(body duis.Body) (changes []change) {
	for n := 0; ; n++ {
		fresh := clone(reflect.ValueOf(body))
		c := &changer{at: n}
		if !c.walk(fresh, "") {
			return changes
		}
		changes = append(changes, change{c.path, fresh.Interface().(duis.Body)})
	}
}

// changer makes the change with a number.
type changer struct {
	at   int
	path string
}

// hit reports whether the next change is the one.
func (c *changer) hit(path string) bool {
	if c.at--; c.at >= 0 {
		return false
	}
	c.path = strings.TrimPrefix(path, "/")
	return true
}

func (c *changer) walk(v reflect.Value, path string) bool {
	switch value := v.Interface().(type) {
	case time.Time:
		for _, by := range []time.Duration{time.Second, time.Hour, 24 * time.Hour, -24 * time.Hour} {
			if c.hit(path) {
				v.Set(reflect.ValueOf(value.Add(by)))
				return true
			}
		}
		return false
	case duis.TimeOfDay:
		if c.hit(path) {
			v.SetInt((int64(value) + int64(time.Minute)) % int64(24*time.Hour))
			return true
		}
		return false
	}
	switch v.Kind() {
	case reflect.Pointer:
		return c.pointer(v, path)
	case reflect.Struct:
		for i := range v.NumField() {
			name := "/" + v.Type().Field(i).Name
			if v.Type().Field(i).Anonymous {
				name = ""
			}
			if c.walk(v.Field(i), path+name) {
				return true
			}
		}
	case reflect.Map:
		return c.mapped(v, path)
	case reflect.Slice:
		return c.slice(v, path)
	case reflect.Array:
		if c.hit(path) {
			v.Index(7).SetUint(v.Index(7).Uint() ^ 1)
			return true
		}
	default:
		return c.simple(v, path)
	}
	return false
}

func (c *changer) pointer(v reflect.Value, path string) bool {
	if v.IsNil() {
		return false
	}
	if path != "" && c.hit(path) {
		v.SetZero()
		return true
	}
	return c.walk(v.Elem(), path)
}

func (c *changer) mapped(v reflect.Value, path string) bool {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		return strings.Compare(a.String(), b.String())
	})
	for _, key := range keys {
		if c.hit(path) {
			v.SetMapIndex(key, reflect.Value{})
			return true
		}
		inside := reflect.New(v.Type().Elem()).Elem()
		inside.Set(v.MapIndex(key))
		if c.walk(inside, path) {
			v.SetMapIndex(key, inside)
			return true
		}
	}
	return false
}

func (c *changer) slice(v reflect.Value, path string) bool {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		for _, at := range []int{0, v.Len() / 2, v.Len() - 1} {
			if v.Len() > 0 && c.hit(path) {
				v.Index(at).SetUint(v.Index(at).Uint() ^ 1)
				return true
			}
		}
		return false
	}
	if v.Len() > 0 && c.hit(path) {
		v.Set(v.Slice(0, v.Len()-1))
		return true
	}
	for i := range v.Len() {
		if c.walk(v.Index(i), path) {
			return true
		}
	}
	return false
}

// words are values of enumerations and texts; those that do not fit are not documents.
var words = []string{
	"GBP", "ECB", "START", "STOP", "Monday", "Sunday", "HOURLY", "DAILY", "ESME", "ALCS", "Disable",
	"Enable", "Unchanged", "Locked", "Daily", "Weekly", "Event", "Security", "Supplier",
	"NetworkOperator", "ACB", "Digital Signature", "Key Agreement", "Add", "Remove", "x", "1", "1234",
	"1234567890124", "01234567890123456789",
}

func (c *changer) simple(v reflect.Value, path string) bool {
	switch {
	case v.Kind() == reflect.Bool:
		if c.hit(path) {
			v.SetBool(!v.Bool())
			return true
		}
	case v.Kind() == reflect.String:
		for _, word := range words {
			if c.hit(path) {
				v.SetString(word)
				return true
			}
		}
	case v.CanInt():
		for _, by := range []int64{1, -1, 100} {
			if c.hit(path) {
				v.SetInt(v.Int() + by)
				return true
			}
		}
	case v.CanUint():
		for bit := range v.Type().Bits() {
			if c.hit(path) {
				v.SetUint(bits.RotateLeft64(1, bit) ^ v.Uint())
				return true
			}
		}
	default:
		panic(fmt.Sprint("no change for ", v.Type()))
	}
	return false
}

// clone is a deep copy.
func clone(v reflect.Value) reflect.Value {
	fresh := reflect.New(v.Type()).Elem()
	fresh.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fresh.Set(reflect.New(v.Type().Elem()))
			fresh.Elem().Set(clone(v.Elem()))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return fresh
		}
		for i := range v.NumField() {
			fresh.Field(i).Set(clone(v.Field(i)))
		}
	case reflect.Slice:
		if !v.IsNil() {
			fresh.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				fresh.Index(i).Set(clone(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			fresh.Set(reflect.MakeMap(v.Type()))
			for _, key := range v.MapKeys() {
				fresh.SetMapIndex(key, clone(v.MapIndex(key)))
			}
		}
	}
	return fresh
}
