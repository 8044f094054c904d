package srv

import (
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// ReadInstantaneousImportRegisters is SRV 4.1.1. Network parties read gas from the
// Gas Proxy Function, not from the meter. DUIS 3.8.17.
var ReadInstantaneousImportRegisters = From[duis.ReadInstantaneousImportRegisters](Variant{
	SRV:              "4.1.1",
	ServiceReference: "4.1",
	Name:             "Read Instantaneous Import Registers",
	CVs:              nonCritical,
	Roles:            Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Only:             map[usecase.Device]Roles{usecase.GSME: {duis.GS}},
	Future:           FutureDSP,
	Target:           30 * time.Second,
	SMETS1:           true,
	Sends: On{
		usecase.ESME: usecase.ECS17b,
		usecase.GSME: usecase.GCS13a,
		usecase.GPF:  usecase.GCS13a,
	},
	Clause: "DUIS 3.8.17",
}, nil)
