package usecase

import "github.com/mains-energy/mains/dlms"

// clockName is the clock of an ESME.
var clockName = LN{0, 0, 1, 0, 0, 255}

// The clock of an ESME. SMETS2 Clock.
var (
	// ClockValidityStart and ClockValidityEnd are what the time of the Communications Hub
	// must be between for an ESME to take it. GBCS ECS70.
	ClockValidityStart = &Moment{Name: "validity_interval_start", Clause: "GBCS ECS70"}
	ClockValidityEnd   = &Moment{Name: "validity_interval_end", Clause: "GBCS ECS70"}
	// ClockTime is the time of the Device. SMETS2 Clock.
	ClockTime = &Moment{Name: "DeviceTime", Clause: "SMETS2 Clock"}
	// ClockTimeStatus is how good the time of the Device is. SMETS2 Clock.
	ClockTimeStatus = &Slot[uint8]{
		Name: "TimeStatus", Codes: timeStatuses, Clause: "SMETS2 Clock",
	}

	clockTime   = Attr(Clock, clockName, 2, ClockTime)
	clockStatus = Attr(Clock, clockName, 4, ClockTimeStatus)
	clockBase   = &Object{
		Class: Clock, Name: clockName, Index: 9,
		Value: Fixed{"radio controlled", dlms.Enum(5)}, Title: "Time.clockBase",
	}
	clockSetTime       = Method("Time.setTime", Clock, clockName, 4, nil)
	clockSetValidRange = Method("Time.setValidTimeRange", Clock, clockName, 5, Struct{
		Fixed{"preset_time: never", dlms.Octets(never[:])}, ClockValidityStart, ClockValidityEnd,
	})
	never = dlms.ExecuteNever()
)

// timeStatuses say how far a meter trusts its clock.
var timeStatuses = []Code{
	{Value: 0, Name: "reliable"}, {Value: 1, Name: "invalid", Failed: true},
	{Value: 2, Name: "unreliable", Failed: true},
}
