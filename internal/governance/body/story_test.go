package body_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/body"
	"github.com/mains-energy/mains/internal/governance/governancetest"
)

func TestMachines(t *testing.T) {
	if err := body.MeetingMachine().Check(); err != nil {
		t.Error(err)
	}
	if err := body.ElectionMachine().Check(); err != nil {
		t.Error(err)
	}
}

func TestPages(t *testing.T) {
	w := governancetest.New(t)
	for _, address := range []string{"/bodies", "/bodies/panel", "/meetings", "/meetings?show=past",
		"/meetings/panel-100", "/meetings/panel-101", "/meetings/panel-100/packs/white", "/bodies/csc"} {
		v, err := w.View("", address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		t.Log(governancetest.Main(v, address))
	}
}
