package srv

import (
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// SetRandomisedOffsetLimit is SRV 7.12. DUIS 3.8.
var SetRandomisedOffsetLimit = From(Variant{
	SRV:              "7.12",
	ServiceReference: "7.12",
	Name:             "Set Randomised Offset Limit",
	Critical:         true,
	CVs:              critical,
	Roles:            Roles{duis.IS},
	Target:           30 * time.Second,
	Sends:            On{usecase.ESME: usecase.ECS38},
	Clause:           "DUIS 3.8",
}, func(b *duis.SetRandomisedOffsetLimit) usecase.Args {
	return usecase.Args{usecase.RandomisedOffsetLimit.Is(b.RandomisedOffsetLimit)}
})
