package demo_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/demo"
)

func TestDemoHoldsTogether(t *testing.T) {
	r, err := demo.Register()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Counts()) < 20 {
		t.Fatalf("lists: %v", r.Counts())
	}
}
