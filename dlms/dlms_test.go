package dlms_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/dlms"
)

func unhex(tb testing.TB, text string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestLength(t *testing.T) {
	for n, want := range map[int]string{
		0: "00", 1: "01", 127: "7F", 128: "8180", 255: "81FF", 256: "820100", 65535: "82FFFF",
		65536: "83010000", 1<<24 - 1: "83FFFFFF", 1 << 24: "8401000000", math.MaxInt32: "847FFFFFFF",
	} {
		b := dlms.AppendLength(nil, n)
		if !bytes.Equal(b, unhex(t, want)) {
			t.Errorf("AppendLength(%d) = %X, want %s", n, b, want)
		}
		got, rest, err := dlms.ReadLength(append(b, 9))
		if err != nil || got != n || len(rest) != 1 {
			t.Errorf("ReadLength(%X) = %d, %X, %v", b, got, rest, err)
		}
		for i := range len(b) {
			if _, rest, err := dlms.ReadLength(b[:i]); err != dlms.ErrTruncated || len(rest) != i {
				t.Errorf("ReadLength(%X): %v, want truncated", b[:i], err)
			}
		}
	}
	for _, text := range []string{
		"80", "8100", "817F", "820000", "8200FF", "8300FFFF", "8400FFFFFF", "8500000001FF", "FF",
		"84FFFFFFFF",
	} {
		if n, _, err := dlms.ReadLength(unhex(t, text)); err != dlms.ErrLength {
			t.Errorf("ReadLength(%s) = %d, %v, want ErrLength", text, n, err)
		}
	}
}

// values are one of each type at its bounds, with their encoding.
func values(t *testing.T) map[string]dlms.Data {
	compact, err := dlms.Compact(unhex(t, "02 02 06 09"), unhex(t, "00000001 01AA 00000002 00"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]dlms.Data{
		"00":                                  dlms.Null(),
		"0100":                                dlms.Array(),
		"01 02 11 01 11 02":                   dlms.Array(dlms.U8(1), dlms.U8(2)),
		"02 02 0F FD 16 1E":                   dlms.Structure(dlms.I8(-3), dlms.Enum(30)),
		"03FF":                                dlms.Bool(true),
		"0300":                                dlms.Bool(false),
		"04 00":                               dlms.Bits(nil, 0),
		"04 03 C0":                            dlms.Bits([]byte{0xC0}, 3),
		"05 80000000":                         dlms.I32(math.MinInt32),
		"05 7FFFFFFF":                         dlms.I32(math.MaxInt32),
		"06 FFFFFFFF":                         dlms.U32(math.MaxUint32),
		"09 03 010203":                        dlms.Octets([]byte{1, 2, 3}),
		"09 8180" + strings.Repeat("5A", 128): dlms.Octets(bytes.Repeat([]byte{0x5A}, 128)),
		"0A 02 4142":                          dlms.Visible("AB"),
		"0C 02 C2A3":                          dlms.UTF8("£"),
		"0F 80":                               dlms.I8(math.MinInt8),
		"10 8000":                             dlms.I16(math.MinInt16),
		"10 7FFF":                             dlms.I16(math.MaxInt16),
		"11 FF":                               dlms.U8(math.MaxUint8),
		"12 FFFF":                             dlms.U16(math.MaxUint16),
		"13 02 02 06 09 0B 00000001 01AA 00000002 00": compact,
		"14 8000000000000000":                         dlms.I64(math.MinInt64),
		"15 FFFFFFFFFFFFFFFF":                         dlms.U64(math.MaxUint64),
		"16 FF":                                       dlms.Enum(255),
	}
}

func TestData(t *testing.T) {
	for text, want := range values(t) {
		b := unhex(t, text)
		if got := want.Append(nil); !bytes.Equal(got, b) {
			t.Errorf("Append = %X, want %s", got, text)
		}
		got, rest, err := dlms.ParseData(append(bytes.Clone(b), 0x77))
		if err != nil || !got.Equal(want) || !bytes.Equal(rest, []byte{0x77}) {
			t.Errorf("ParseData(%s) = %v, %X, %v, want %v", text, got, rest, err, want)
		}
		if got.Size() != len(b) {
			t.Errorf("%v: Size %d, want %d", got, got.Size(), len(b))
		}
		for i := range len(b) {
			var syntax *dlms.SyntaxError
			_, rest, err := dlms.ParseData(b[:i])
			if !errors.As(err, &syntax) || !errors.Is(err, dlms.ErrTruncated) || len(rest) != i {
				t.Errorf("ParseData(%X) = %v, want truncated", b[:i], err)
			}
		}
		if got.Equal(dlms.Structure(got)) {
			t.Errorf("%v equals a structure of it", got)
		}
	}
}

func TestDataRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"07":                        dlms.ErrTag,
		"FF":                        dlms.ErrTag,
		"04 03 C1":                  dlms.ErrValue, // padding
		"09 8103 010203":            dlms.ErrLength,
		"01 84 7FFFFFFF":            dlms.ErrTruncated,
		strings.Repeat("0101", 100): dlms.ErrDepth,
		"13 0200 07":                dlms.ErrTruncated,
		"13 07 01 00":               dlms.ErrTag,
		"02 02 11 01 07":            dlms.ErrTag,
	} {
		if _, _, err := dlms.ParseData(unhex(t, text)); !errors.Is(err, want) {
			t.Errorf("ParseData(%s): %v, want %v", text, err, want)
		}
	}
	_, _, err := dlms.ParseData(unhex(t, "02 02 11 01 01 01 07"))
	if want := "dlms: data/1/0, byte 6: unknown data type"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestAccessors(t *testing.T) {
	if v, ok := dlms.U16(900).Uint(); v != 900 || !ok {
		t.Error(v, ok)
	}
	if v, ok := dlms.I16(-900).Int(); v != -900 || !ok {
		t.Error(v, ok)
	}
	if _, ok := dlms.I16(1).Uint(); ok {
		t.Error("a long is unsigned")
	}
	if _, ok := dlms.U16(1).Int(); ok {
		t.Error("a long-unsigned is signed")
	}
	d, _, err := dlms.ParseData([]byte{3, 1})
	if v, ok := d.Bool(); !v || !ok || err != nil {
		t.Error("03 01 is not true")
	}
	if got := d.Append(nil); !bytes.Equal(got, []byte{3, 1}) {
		t.Errorf("03 01 is written back as %X", got)
	}
	if got, want := dlms.Structure(dlms.U32(7), dlms.Octets([]byte{0xAB}), dlms.UTF8("x")).String(),
		`{7, AB, "x"}`; got != want {
		t.Errorf("String %s, want %s", got, want)
	}
}

func TestUnpack(t *testing.T) {
	description := unhex(t, "02 03 06 01 0002 12 09")
	contents := unhex(t, "0000000A 0001 0002 01FF 0000000B 0003 0004 00")
	d, err := dlms.Compact(description, contents)
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.Unpack()
	want := []dlms.Data{
		dlms.Structure(dlms.U32(10), dlms.Array(dlms.U16(1), dlms.U16(2)), dlms.Octets([]byte{0xFF})),
		dlms.Structure(dlms.U32(11), dlms.Array(dlms.U16(3), dlms.U16(4)), dlms.Octets([]byte{})),
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Unpack: %v\n%s", err, diff)
	}
	for i := 1; i < len(contents); i++ {
		if _, err := dlms.Compact(description, contents[:i]); err == nil && i != 10 {
			t.Errorf("contents cut at %d are accepted", i)
		}
	}
	for _, text := range []string{"00", "0200", "01000006", "010001010001FF"} {
		if _, err := dlms.Compact(unhex(t, text), []byte{1}); err == nil {
			t.Errorf("one octet as %s is accepted", text)
		}
	}
}

func TestDateTime(t *testing.T) {
	at := time.Date(2014, 12, 31, 23, 50, 7, 0, time.UTC)
	d := dlms.DateTimeOf(at, dlms.NotSpecified)
	if want := unhex(t, "07DE0C1FFF173207008000FF"); !bytes.Equal(d[:], want) {
		t.Errorf("DateTimeOf = %X, want %X", d[:], want)
	}
	if got, ok := d.Time(); !ok || !got.Equal(at) {
		t.Errorf("Time = %v, %v", got, ok)
	}
	local := at.In(time.FixedZone("x", 3600))
	if dlms.DateTimeOf(local, dlms.NotSpecified) != d {
		t.Error("the zone of the time shows")
	}
	if d.Status() != dlms.NotSpecified || d.String() != "2014-12-31T23:50:07Z" {
		t.Error(d.Status(), d)
	}
	for _, text := range []string{
		"0000000000000000008000FF", "FFFFFFFFFFFFFFFFFF8000FF", "07DE021EFF000000008000FF",
		"07DE0C1FFF180000008000FF", "07DE0C1FFF003C00008000FF", "07DE0C1FFF00003C008000FF",
		"07DE0C1FFF000000648000FF", "07DE0C1FFF00000000003CFF", "07DEFF1FFF000000008000FF",
	} {
		d, err := dlms.ParseDateTime(unhex(t, text))
		if got, ok := d.Time(); ok || err != nil {
			t.Errorf("%s is %v, %v", text, got, err)
		}
	}
	if dlms.ExecuteNow().String() != "now" || dlms.ExecuteNever().String() != "never" {
		t.Error("now and never")
	}
	for _, n := range []int{0, 11, 13} {
		if _, err := dlms.ParseDateTime(make([]byte, n)); err == nil {
			t.Errorf("%d octets are a date-time", n)
		}
	}
}

func TestNames(t *testing.T) {
	if got := (dlms.LogicalName{0, 0, 94, 44, 34, 10}).String(); got != "0-0:94.44.34.10" {
		t.Error(got)
	}
	for tag := range dlms.Tag(0x17) {
		if d, _, err := dlms.ParseData(append([]byte{byte(tag)}, make([]byte, 9)...)); err == nil &&
			strings.HasPrefix(d.Tag().String(), "Tag") {
			t.Errorf("%v has no name", tag)
		}
	}
	for result, want := range map[dlms.DataAccessResult]string{
		0: "success", 1: "hardware-fault", 2: "temporary-failure", 3: "read-write-denied",
		4: "object-undefined", 9: "object-class-inconsistent", 11: "object-unavailable",
		12: "type-unmatched", 13: "scope-of-access-violated", 14: "data-block-unavailable",
		15: "long-get-aborted", 16: "no-long-get-in-progress", 17: "long-set-aborted",
		18: "no-long-set-in-progress", 19: "data-block-number-invalid", 250: "other-reason",
		251: "DataAccessResult(251)",
	} {
		if got := result.String(); got != want {
			t.Errorf("result %d is %s, want %s", uint8(result), got, want)
		}
	}
}
