package usecase

// GCS05 sets how a GSME works in prepayment mode: credit limits, debt cap, and when it
// does not cut off.
// GBCS mapping table row GCS05; sent by SRV 2.1.
var GCS05 = &UseCase{
	Code:        "GCS05",
	Title:       "Update Prepayment Configurations on GSME",
	Message:     0x006F,
	On:          GSME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	TappedOff:   true,
	SRVs:        []string{"2.1"},
	Command: Frames{
		Send(emergencyCreditSetup),
		Send(setOverallDebtCap, ProviderID.Is(0)),
		Send(setLowCreditWarningLevel).From(GasStartTime),
		Send(setMaximumCreditLimit, ProviderID.Is(0)),
		Send(publishCalendar, ProviderID.Is(0), CalendarType.Is(3),
			CalendarTimeReference.Is(0), CalendarName.Is("")),
		Send(publishDayProfile, ProviderID.Is(0), CommandIndex.Is(0), TotalCommands.Is(1),
			CalendarType.Is(3)).
			Each(GasDayProfiles, IssuerEventID, IssuerCalendarID),
		Send(publishWeekProfile, ProviderID.Is(0)).
			Each(GasWeekProfiles, IssuerEventID, IssuerCalendarID),
		Send(publishSeasons, ProviderID.Is(0), CommandIndex.Is(0), TotalCommands.Is(1)),
		Send(publishSpecialDays, ProviderID.Is(0), CalendarType.Is(3), CommandIndex.Is(0),
			TotalCommands.Is(1)),
	},
	Clause: "GBCS mapping table row GCS05",
}
