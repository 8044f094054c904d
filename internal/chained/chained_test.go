package chained_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/chained"
)

// keyOf is a key of a seed.
func keyOf(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

// write makes a file of lines.
func write(t interface{ Fatal(...any) }, key ed25519.PrivateKey, lines ...any) []byte {
	var b bytes.Buffer
	w := chained.NewWriter(&b, key)
	for _, l := range lines {
		if err := w.Line(l); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read is the lines of a file, and the first fault.
func read(file []byte) (lines []string, err error) {
	r := chained.NewReader(bytes.NewReader(file))
	for {
		text, err := r.Next()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return lines, err
		}
		lines = append(lines, string(text))
	}
}

// TestAltered alters, cuts, doubles and moves octets and lines at random: each is a fault, and
// never in a line after the first that differs.
func TestAltered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var values []any
		for _, s := range rapid.SliceOfN(rapid.String(), 0, 8).Draw(t, "lines") {
			values = append(values, map[string]string{"text": s})
		}
		whole := write(t, keyOf(1), values...)
		if lines, err := read(whole); err != nil || len(lines) != len(values) {
			t.Fatalf("%d lines, %v: want %d", len(lines), err, len(values))
		}
		altered := bytes.Clone(whole)
		at := rapid.IntRange(0, len(whole)-1).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			altered[at] ^= rapid.SampledFrom([]byte{1, 2, 4, 8, 16, 32, 64, 128}).Draw(t, "bit")
		case 1:
			altered = altered[:at]
		case 2:
			altered = append(bytes.Clone(altered[:at]), altered[at+1:]...)
		case 3:
			altered = append(append(bytes.Clone(altered[:at]), altered[at]), altered[at:]...)
		}
		_, err := read(altered)
		var fault *chained.Fault
		if !errors.As(err, &fault) {
			t.Fatalf("octet %d: %v: want a fault", at, err)
		}
		// What stands between the first difference and the fault is in one line.
		line := 1 + bytes.Count(whole[:common(whole, altered)], []byte("\n"))
		if fault.Line != line {
			t.Fatalf("the first difference is in line %d, and the fault is %v", line, fault)
		}
	})
}

// common is how many octets two files begin with alike.
func common(a, b []byte) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// TestOtherKey is a file that somebody else put together: it holds, and says by whom.
func TestOtherKey(t *testing.T) {
	file := write(t, keyOf(2), map[string]int{"a": 1})
	r := chained.NewReader(bytes.NewReader(file))
	for {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	theirs := chained.Fingerprint(r.Key())
	if ours := chained.Fingerprint(keyOf(1).Public().(ed25519.PublicKey)); theirs == ours {
		t.Error("two keys have one fingerprint")
	}
	if parsed, err := chained.ParseFingerprint(theirs); err != nil || parsed != theirs {
		t.Errorf("%s is read as %s, %v", theirs, parsed, err)
	}
	for _, text := range []string{"", "zz", theirs[1:], theirs + "00"} {
		if _, err := chained.ParseFingerprint(text); err == nil {
			t.Errorf("%q is taken for a fingerprint", text)
		}
	}
}

// TestSpliced ends the lines of one file with the last line of another, which the same key
// signed.
func TestSpliced(t *testing.T) {
	one := write(t, keyOf(1), map[string]int{"a": 1})
	two := write(t, keyOf(1), map[string]int{"a": 2})
	first := one[:bytes.IndexByte(one, '\n')+1]
	last := two[bytes.IndexByte(two, '\n')+1:]
	if _, err := read(append(bytes.Clone(first), last...)); err == nil ||
		!strings.Contains(err.Error(), "does not fit its hash") {
		t.Errorf("spliced: %v", err)
	}
}

// TestLastLine writes the last line otherwise, with the same meaning and the hash that fits it: its
// octets are held to one form, since nothing signs them.
func TestLastLine(t *testing.T) {
	whole := write(t, keyOf(1), map[string]int{"a": 1})
	first := bytes.IndexByte(whole, '\n') + 1
	before, err := hex.DecodeString(string(whole[:64]))
	if err != nil {
		t.Fatal(err)
	}
	text := string(whole[first+65 : len(whole)-1])
	for name, tt := range map[string]struct {
		text string
		good bool
	}{
		"as it is":    {text, true},
		"more":        {text + ` {"a":2}`, false},
		"blank":       {strings.Replace(text, `"lines":`, `"lines": `, 1), false},
		"letters":     {strings.Replace(text, `"key"`, `"Key"`, 1), false},
		"twice":       {strings.Replace(text, `"lines":1`, `"lines":7,"lines":1`, 1), false},
		"unknown":     {strings.Replace(text, `"lines":1`, `"lines":1,"for":"all"`, 1), false},
		"escape":      {strings.Replace(text, `"key":"`, `"key":"\n`, 1), false},
		"beyond":      {strings.Replace(text, `"}}`, `"},"also":1}`, 1), false},
		"other lines": {strings.Replace(text, `"lines":1`, `"lines":2`, 1), false},
	} {
		sum := sha256.Sum256(append(bytes.Clone(before), tt.text...))
		file := append(bytes.Clone(whole[:first]), fmt.Sprintf("%x %s\n", sum, tt.text)...)
		_, err := read(file)
		var fault *chained.Fault
		if tt.good && err != nil || !tt.good && (!errors.As(err, &fault) || fault.Line != 2) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(write(f, keyOf(1), map[string]int{"a": 1}))
	f.Add([]byte(strings.Repeat("0", 64) + ` {"end":{}}` + "\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		lines, err := read(file)
		var fault *chained.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("%v is no fault", err)
		}
		if err == nil && len(lines) >= bytes.Count(file, []byte("\n")) {
			t.Fatal("a file without a last line holds")
		}
	})
}
