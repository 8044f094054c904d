package srv

import (
	"time"

	"github.com/mains-energy/mains/duis"
)

// ReadInventory is SRV 8.2, which the DCC answers from the Smart Metering Inventory.
// DUIS 3.8.
var ReadInventory = From[duis.ReadInventory](Variant{
	SRV:              "8.2",
	ServiceReference: "8.2",
	Name:             "Read Inventory",
	NonDevice:        true,
	CVs:              byTheDCC,
	Roles:            Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	Target:           30 * time.Second,
	SMETS1:           true,
	Clause:           "DUIS 3.8",
}, nil)
