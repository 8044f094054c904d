package srv

import (
	"github.com/mains-energy/mains/duis"
)

// The Variants of this file.
var schedules = []*Variant{
	CreateSchedule,
	ReadSchedule,
	DeleteSchedule,
}

// CreateSchedule is SRV 5.1. DUIS 3.8.
var CreateSchedule = From[duis.CreateSchedule](Variant{
	SRV:       "5.1",
	Name:      "Create Schedule",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// ReadSchedule is SRV 5.2. DUIS 3.8.
var ReadSchedule = From[duis.ReadSchedule](Variant{
	SRV:       "5.2",
	Name:      "Read Schedule",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// DeleteSchedule is SRV 5.3. DUIS 3.8.
var DeleteSchedule = From[duis.DeleteSchedule](Variant{
	SRV:       "5.3",
	Name:      "Delete Schedule",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})
