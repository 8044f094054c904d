package estate

import "github.com/mains-energy/mains/gbcs/usecase"

// randomisedOffset is the longest random delay of an ESME that nobody has set one on, in
// seconds.
const randomisedOffset = 600

// readings are the values of a Device that nobody has set: what it measures at now, in Wh
// and varh, and what it was made with. A single-phase ESME of one element, variant A.
func (r cosemReader) readings() usecase.Args {
	if r.Type != usecase.ESME {
		return nil
	}
	m, tangent := r.estate.electricity(r.Device)
	active := m.Register(r.now)
	return usecase.Args{
		usecase.ActiveImport.Is(uint32(active)),
		usecase.ReactiveImport.Is(uint32(active * tangent / 1000)),
		usecase.RandomisedOffsetLimit.Is(randomisedOffset),
	}
}

// electricity is what the ESME d measures, and its tan(phi) in thousandths.
func (e *Estate) electricity(d Device) (meter, int64) {
	seed := e.Seed.number(d.EUI, forConsumption)
	return electricity(seed), reactive(seed)
}
