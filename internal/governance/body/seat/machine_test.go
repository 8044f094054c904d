package seat_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/body/seat"
)

func TestMachine(t *testing.T) {
	if err := seat.Machine().Check(); err != nil {
		t.Error(err)
	}
}
