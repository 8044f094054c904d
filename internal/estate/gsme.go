package estate

import (
	"time"

	"github.com/mains-energy/mains/gbcs/usecase"
)

// gasReadings are the values of a GSME at an instant. The register counts dm3 and is read
// in m3. Its Gas Proxy Function has them as of the last wake.
func (e *Estate) gasReadings(d Device, at time.Time) usecase.Args {
	m := e.gas(d)
	return usecase.Args{
		usecase.CurrentSummationDelivered.Is(uint64(m.Register(at))),
		usecase.UnitOfMeasure.Is(unitCubicMetre),
		usecase.MeteringMultiplier.Is(1),
		usecase.MeteringDivisor.Is(1000),
	}
}

// unitCubicMetre is m3 in the Metering cluster.
const unitCubicMetre = 1

// gas is what the GSME d measures.
func (e *Estate) gas(d Device) meter { return gas(e.Seed.number(d.EUI, forConsumption)) }
