package gbcs_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/shared"
)

const differencesFile = "testdata/tshark-differences.txt"

// tshark is Wireshark's dissector of GBCS, which knows nothing of this package.
type tshark struct {
	home    string
	version string // 4.0.17
}

// newTshark skips the test, in one line, where there is none or it knows no GBCS.
func newTshark(t *testing.T) *tshark {
	t.Helper()
	if _, err := exec.LookPath("tshark"); err != nil {
		t.Skip("tshark absent: install it to compare with Wireshark's dissector")
	}
	w := &tshark{home: t.TempDir()}
	first, _, _ := strings.Cut(string(w.run(t, "--version")), "\n")
	for word := range strings.FieldsSeq(first) {
		if word[0] >= '0' && word[0] <= '9' {
			w.version = word
			break
		}
	}
	if !strings.Contains(string(w.run(t, "-G", "protocols")), "\tgbcs_message\n") {
		t.Skipf("tshark %s has no dissector for GBCS", w.version)
	}
	return w
}

// command is tshark with an empty home, so that no profile, preference or script of a
// user counts; for root too, whose scripts it would run.
func (w *tshark) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tshark", args...)
	cmd.Dir = w.home
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"HOME", "WIRESHARK_CONFIG_DIR", "TMPDIR",
		"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"} {
		cmd.Env = append(cmd.Env, name+"="+w.home)
	}
	return cmd
}

// run returns what tshark prints. That root runs it is not an error to it, but a warning.
func (w *tshark) run(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := w.command(args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tshark %s: %v: %s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return out
}

// linkType is LINKTYPE_USER0, which gbcsPreference gives to the dissector of GBCS.
const (
	linkType       = 147
	gbcsPreference = `uat:user_dlts:"User 0 (DLT=147)","gbcs_message","0","","0",""`
)

// appendPcap writes a capture file with one packet for each message onto dst.
func appendPcap(dst []byte, messages [][]byte) []byte {
	le := binary.LittleEndian
	const snapLength = 262144
	dst = le.AppendUint32(dst, 0xA1B2C3D4)
	dst = le.AppendUint16(dst, 2) // version 2.4
	dst = le.AppendUint16(dst, 4)
	for _, v := range []uint32{0, 0, snapLength, linkType} {
		dst = le.AppendUint32(dst, v)
	}
	for i, message := range messages {
		n := uint32(len(message))
		for _, v := range []uint32{uint32(i), 0, n, n} { // seconds, microseconds
			dst = le.AppendUint32(dst, v)
		}
		dst = append(dst, message...)
	}
	return dst
}

// node is an element of PDML: a protocol, or a field of one, with what is inside it.
type node struct {
	Name     string `xml:"name,attr"`
	Show     string `xml:"show,attr"`
	Position int    `xml:"pos,attr"`
	Size     int    `xml:"size,attr"`
	Value    string `xml:"value,attr"`         // octets in hexadecimal
	Unmasked string `xml:"unmaskedvalue,attr"` // the same, where the field is some bits of them
	Nodes    []node `xml:",any"`
}

// dissect returns the top of the tree for each message.
func (w *tshark) dissect(t *testing.T, messages [][]byte) []node {
	t.Helper()
	file := filepath.Join(w.home, "messages.pcap")
	if err := os.WriteFile(file, appendPcap(nil, messages), 0o600); err != nil {
		t.Fatal(err)
	}
	pdml := w.run(t, "-r", file, "-n", "-o", gbcsPreference, "-T", "pdml")
	var packets []node
	d := xml.NewDecoder(bytes.NewReader(pdml))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "packet" {
			var n node
			if err := d.DecodeElement(&n, &start); err != nil {
				t.Fatal(err)
			}
			packets = append(packets, n)
		}
	}
	if len(packets) != len(messages) {
		t.Fatalf("tshark dissected %d packets, want %d", len(packets), len(messages))
	}
	return packets
}

// difference is one thing that tshark and this project see differently.
type difference struct {
	subject string // the message's file, or what is named
	field   string // as Wireshark calls it
	detail  string
}

// excuse is one line of the ledger.
type excuse struct {
	line             int
	pattern, field   string
	correct, because string
}

// readDifferences reads the ledger, and the version of tshark that it holds for.
func readDifferences(t *testing.T) (excuses []*excuse, version string) {
	t.Helper()
	f, err := os.Open(differencesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if v, ok := strings.CutPrefix(line, "tshark "); ok && version == "" {
			version = v
			continue
		}
		words := strings.SplitN(line, " ", 4)
		if len(words) < 4 || words[2] != "ours" && words[2] != "tshark" {
			t.Fatalf("%s:%d: want: pattern field (ours|tshark) reason", differencesFile, n)
		}
		if _, err := path.Match(words[0], ""); err != nil {
			t.Fatalf("%s:%d: %v", differencesFile, n, err)
		}
		excuses = append(excuses, &excuse{line: n, pattern: words[0], field: words[1],
			correct: words[2], because: words[3]})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return excuses, version
}

func (e *excuse) names(subject string) bool {
	matches, _ := path.Match(e.pattern, subject) // readDifferences has checked the pattern
	return matches
}

// aboutNames begins the lines of the ledger, and the subjects, of TestTsharkNames.
const aboutNames = "names:"

// hold reports what the ledger does not list, and what it lists and is not so: a line must
// name subjects, and each of them must differ. Of the ledger it takes the lines about names
// or the others. With another version of tshark the second kind is logged.
func hold(t *testing.T, w *tshark, names bool, subjects []string, found []difference) {
	t.Helper()
	excuses, version := readDifferences(t)
	complain := t.Errorf
	if !strings.HasPrefix(w.version, version+".") {
		t.Logf("tshark is %s, %s is for %s", w.version, differencesFile, version)
		complain = t.Logf
	}
	type key struct{ subject, field string }
	listed := map[key]bool{}
	for _, e := range excuses {
		if strings.HasPrefix(e.pattern, aboutNames) != names {
			continue
		}
		seen, named := 0, 0
		for _, subject := range subjects {
			if !e.names(subject) {
				continue
			}
			named++
			listed[key{subject, e.field}] = true
			differs := slices.ContainsFunc(found, func(d difference) bool {
				return d.subject == subject && d.field == e.field
			})
			if differs {
				seen++
				continue
			}
			complain("%s:%d: %s: %s does not differ: take it out", differencesFile, e.line,
				subject, e.field)
		}
		if named == 0 {
			complain("%s:%d: %s names nothing: take it out", differencesFile, e.line, e.pattern)
		}
		if seen > 0 {
			t.Logf("%4d x %s %s: %s is right: %s", seen, e.pattern, e.field, e.correct, e.because)
		}
	}
	for _, d := range found {
		if !listed[key{d.subject, d.field}] {
			t.Errorf("%s: %s: %s", d.subject, d.field, d.detail)
		}
	}
}

// TestTshark compares what Wireshark finds in each published message with what this
// package, zcl and dlms find: every field, where it is, its octets and what they mean.
// Differences are in testdata/tshark-differences.txt.
func TestTshark(t *testing.T) {
	all := shared.Messages(t)
	w := newTshark(t)
	names := slices.Sorted(maps.Keys(all))
	raws := make([][]byte, len(names))
	for i, name := range names {
		raws[i] = all[name]
	}
	start := time.Now()
	packets := w.dissect(t, raws)
	t.Logf("tshark %s: %d messages in %v", w.version, len(packets), time.Since(start))
	c := comparison{compared: map[string]int{}}
	for i, name := range names {
		m, err := gbcs.Parse(raws[i])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		c.message(name, raws[i], m, &packets[i])
	}
	hold(t, w, false, names, c.found)
	total := 0
	for _, field := range slices.Sorted(maps.Keys(c.compared)) {
		t.Logf("%6d %s", c.compared[field], field)
		total += c.compared[field]
	}
	t.Logf("%d messages, %d fields of %d kinds compared, %d octets of cluster payloads, "+
		"%d of ASN.1 and %d of DLMS accounted for, %d differences",
		len(names), total, len(c.compared), c.zcl, c.der, c.dlms, len(c.found))
	if len(names) == 0 || c.zcl == 0 || c.der == 0 || c.dlms == 0 {
		t.Error("a kind of check never ran")
	}
	for _, field := range mustCompare {
		if c.compared[field] == 0 {
			t.Errorf("%s was never compared", field)
		}
	}
}

// octets are those that the field stands on.
func (n *node) octets() string {
	if n.Unmasked != "" {
		return n.Unmasked
	}
	return n.Value
}

// says reports whether the field means what want is: a number, an instant, an
// identifier or some text.
func (n *node) says(want any) bool {
	switch want := want.(type) {
	case uint64:
		v, err := strconv.ParseUint(strings.NewReplacer("True", "1", "False", "0").Replace(n.Show), 0, 64)
		return err == nil && v == want
	case int64:
		v, err := strconv.ParseInt(n.Show, 0, 64)
		return err == nil && v == want
	case time.Time:
		for _, layout := range []string{"Jan _2, 2006 15:04:05.000000000 MST", time.RFC3339Nano} {
			if v, err := time.Parse(layout, n.Show); err == nil {
				return v.Equal(want)
			}
		}
		return false
	case []byte:
		return strings.EqualFold(strings.ReplaceAll(n.Show, ":", ""), hex.EncodeToString(want))
	case string:
		return n.Show == want
	}
	return true
}
