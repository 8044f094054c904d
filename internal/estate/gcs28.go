package estate

import "github.com/mains-energy/mains/gbcs/usecase"

// How far a meter trusts its clock. SMETS2 Clock.
const (
	clockReliable   = 0
	clockUnreliable = 2
)

// setGasClock takes the time of the Communications Hub if it lies in the interval. GBCS
// GCS28.
func setGasClock(a *action, _ *unit, c *command) (answer usecase.Args, ok bool) {
	args := c.tree.Args()
	from, _ := usecase.GasValidityIntervalStart.Of(args)
	to, _ := usecase.GasValidityIntervalEnd.Of(args)
	status := uint8(clockReliable)
	if a.now.Before(from) || a.now.After(to) {
		status = clockUnreliable
	}
	return usecase.Args{
		usecase.GasClockTime.Is(a.now), usecase.GasClockTimeStatus.Is(status),
	}, status == clockReliable
}
