package gbcs_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// namesOf returns what tshark calls the values of fields of GBCS, by field and value.
func (w *tshark) namesOf(t *testing.T, fields ...string) map[string]map[uint64]string {
	t.Helper()
	found := map[string]map[uint64]string{}
	for _, field := range fields {
		found[field] = map[uint64]string{}
	}
	// V, the field, the value, its name; all fields of all protocols: a million lines
	rest := w.run(t, "-G", "values")
	for {
		_, after, ok := bytes.Cut(rest, []byte("\nV\tgbcs_"))
		if !ok {
			break
		}
		line, _, _ := bytes.Cut(after, []byte("\n"))
		rest = after[len(line):]
		columns := strings.Split("gbcs_"+string(line), "\t")
		if len(columns) < 3 || found[columns[0]] == nil {
			continue
		}
		value, err := strconv.ParseUint(columns[1], 0, 64)
		if err != nil {
			t.Fatalf("tshark -G values: %q: %v", line, err)
		}
		found[columns[0]][value] = strings.TrimSpace(columns[2])
	}
	return found
}

// TestTsharkNames compares the codes of the Use Cases, as people say them, with those
// that Wireshark gives to their Message Codes. Case and blanks do not count, and what the
// catalogue does not have is only counted.
func TestTsharkNames(t *testing.T) {
	w := newTshark(t)
	const messageCode = "gbcs_message.grouping_header.message_code"
	const alertCode = "gbcs_gbz.alert_code"
	theirs := w.namesOf(t, messageCode, alertCode)
	var found []difference
	var subjects []string
	absent := 0
	for value, name := range theirs[messageCode] {
		u, ok := usecase.ByMessage(gbcs.MessageCode(value))
		if !ok {
			absent++
			continue
		}
		subject := aboutNames + u.Message.String()
		subjects = append(subjects, subject)
		if !sameName(u, name) {
			found = append(found, difference{subject, "message_code",
				fmt.Sprintf("tshark %q, ours %s, %q", name, u.Code, u.Title)})
		}
	}
	unknown := 0
	for _, u := range usecase.All {
		if theirs[messageCode][uint64(u.Message)] == "" {
			unknown++
		}
	}
	slices.Sort(subjects)
	hold(t, w, true, subjects, found)
	t.Logf("tshark names %d Message Codes and %d alert codes", len(theirs[messageCode]),
		len(theirs[alertCode]))
	t.Logf("of the Message Codes %d compared, %d differ, %d not in the catalogue; "+
		"%d of the catalogue unknown to tshark", len(subjects), len(found), absent, unknown)
	if len(subjects) == 0 || len(theirs[alertCode]) == 0 {
		t.Error("a kind of check never ran")
	}
}

// sameName reports whether name, as Wireshark writes it, begins with the code of u; or is
// its title, which an Alert without a code people say has alone, and a variant of CS02b
// after the code of them all.
func sameName(u *usecase.UseCase, name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	marks := strings.NewReplacer(" ", "", "-", "", "/", "", "(", "", ")", "")
	plain := func(s string) string { return strings.ToLower(marks.Replace(s)) }
	return plain(first) == plain(u.Code) || plain(name) == plain(u.Title) ||
		strings.HasPrefix(plain(u.Code), plain(first)) && plain(rest) == plain(u.Title)
}
