package repo

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/google/go-cmp/cmp"
)

// FuzzRequest reads what strangers send. What is understood keeps the bounds, and the answer of
// a repository that has nothing that they name lists nothing.
func FuzzRequest(f *testing.F) {
	hash := strings.Repeat("a1", 20)
	for _, seed := range []string{
		"", "0000", "garbage", "0032want " + hash + "\n00000009done\n",
		"003cwant " + hash + " no-done ab\n00000032have " + hash + "\n0000",
		"0032want " + hash + "\n000ddeepen 1\n0000", "0001", "0004", "ffff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		q, err := parseRequest(bytes.NewReader(body))
		if err != nil {
			return
		}
		if len(q.wants) > len(body)/40 || len(q.steps) > len(body)/4 {
			t.Fatalf("%d wants and %d steps of %d octets", len(q.wants), len(q.steps), len(body))
		}
		var answer bytes.Buffer
		common, _, err := negotiate(pktline.NewEncoder(&answer), &view{}, q, q.wants)
		if err != nil || len(common) > 0 || strings.Contains(answer.String(), "ACK") {
			t.Fatalf("%v, %v, %q", common, err, &answer)
		}
	})
}

// TestNegotiate holds the answers to what git's own upload-pack says: a history of three commits,
// of which the last is wanted.
func TestNegotiate(t *testing.T) {
	one, two, three := plumbing.Hash{1}, plumbing.Hash{2}, plumbing.Hash{3}
	other := plumbing.Hash{9}
	v := &view{
		commits: map[plumbing.Hash]bool{one: true, two: true, three: true},
		nodes: map[plumbing.Hash]*node{
			one: {hash: one}, two: {hash: two, parents: []plumbing.Hash{one}},
			three: {hash: three, parents: []plumbing.Hash{two}},
		},
	}
	has := func(h plumbing.Hash) step { return step{have, h} }
	flushed, ended := step{what: flush}, step{what: done}
	const detailed, noDone = "multi_ack_detailed", "multi_ack_detailed no-done"
	ack := func(h plumbing.Hash, status string) string { return "ACK " + h.String() + status }
	for _, tt := range []struct {
		name, can string
		steps     []step
		want      []string
		send      bool
	}{
		{"clone", noDone, []step{ended}, []string{"NAK"}, true},
		{"clone by an old client", "", []step{ended}, []string{"NAK"}, true},
		{"nothing more", noDone, nil, nil, false},
		{"nothing common yet", detailed, []step{has(other), flushed}, []string{"NAK"}, false},
		{"common", detailed, []step{has(two), flushed},
			[]string{ack(two, " common"), ack(two, " ready"), "NAK"}, false},
		{"common, and the pack at once", noDone, []step{has(two), flushed},
			[]string{ack(two, " common"), ack(two, " ready"), "NAK", ack(two, "")}, true},
		{"common, then others", detailed, []step{has(one), has(other), flushed},
			[]string{ack(one, " common"), ack(other, " ready"), "NAK"}, false},
		{"others, then common", detailed, []step{has(other), has(one), flushed},
			[]string{ack(one, " common"), "NAK"}, false},
		{"all said", detailed, []step{has(one), has(two), ended},
			[]string{ack(one, " common"), ack(two, " common"), ack(two, "")}, true},
		{"old client", "", []step{has(one), has(two), ended}, []string{ack(one, "")}, true},
		{"old client that asks", "", []step{has(other), flushed}, []string{"NAK"}, false},
		{"no-done alone", "no-done", []step{has(one), flushed}, []string{ack(one, "")}, false},
	} {
		var b bytes.Buffer
		q := &request{can: map[string]bool{}, steps: tt.steps}
		for word := range strings.FieldsSeq(tt.can) {
			q.can[word] = true
		}
		_, send, err := negotiate(pktline.NewEncoder(&b), v, q, []plumbing.Hash{three})
		if err != nil || send != tt.send {
			t.Errorf("%s: send %t, %v", tt.name, send, err)
		}
		var got []string
		for lines := pktline.NewScanner(&b); lines.Scan(); {
			got = append(got, strings.TrimSuffix(string(lines.Bytes()), "\n"))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestEntryHead holds sizes to the format of packs.
func TestEntryHead(t *testing.T) {
	for _, tt := range []struct {
		size int64
		want []byte
	}{
		{0, []byte{0x30}}, {15, []byte{0x3f}}, {16, []byte{0xb0, 1}},
		{2047, []byte{0xbf, 0x7f}}, {2048, []byte{0xb0, 0x80, 1}},
	} {
		if got := entryHead(plumbing.BlobObject, tt.size); !bytes.Equal(got, tt.want) {
			t.Errorf("%d: % x, want % x", tt.size, got, tt.want)
		}
	}
}
