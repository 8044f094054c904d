package intake_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

// lines reads a text, and returns the clauses of the document as they are written.
func lines(t *testing.T, name string, b []byte) string {
	t.Helper()
	d, report, err := intake.Read(name, b)
	if err != nil {
		t.Fatalf("%v\n%v", err, report)
	}
	_, body, _ := strings.Cut(d.String(), "\n---\n")
	return strings.TrimSpace(body)
}
