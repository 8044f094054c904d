package usecase

import "github.com/mains-energy/mains/zcl"

// A calendar of a GSME: when which tier has its price, or when the supply stays on.
var (
	// IssuerCalendarID tells calendars apart; a command has its Issuer Event ID there. In a read
	// FFFFFFFF is the tariff and FFFFFFFE the non-disablement calendar. ZigBee Issuer Calendar
	// ID.
	IssuerCalendarID = &Slot[uint32]{
		Name: "IssuerCalendarID", Base: 16, Clause: "ZigBee Issuer Calendar ID",
		Codes: []Code{
			{Value: tariffCalendar, Name: "tariff"},
			{Value: nonDisablementCalendar, Name: "non-disablement"},
		},
	}
	// CalendarType is what the calendar is for. ZigBee Calendar Type.
	CalendarType = &Slot[uint8]{
		Name: "CalendarType", Clause: "ZigBee Calendar Type",
		Codes: []Code{
			{Value: 0, Name: "delivered"}, {Value: 1, Name: "received"}, {Value: 2, Name: "both"},
			{Value: 3, Name: "friendly credit"}, {Value: 4, Name: "auxiliary load switch"},
		},
	}
	// CalendarTimeReference is 0: UTC. ZigBee Calendar Time Reference.
	CalendarTimeReference = &Slot[uint8]{
		Name: "CalendarTimeReference", Codes: []Code{{Value: 0, Name: "UTC"}},
		Clause: "ZigBee Calendar Time Reference",
	}
	// CalendarName is empty in GBCS. ZigBee Calendar Name.
	CalendarName = &Text{Name: "CalendarName", Clause: "ZigBee Calendar Name"}
	// NumberOfSeasons is how many seasons the calendar has. ZigBee Publish Calendar.
	NumberOfSeasons = &Slot[uint8]{Name: "NumberOfSeasons", Clause: "ZigBee Publish Calendar"}
	// NumberOfWeekProfiles is how many week profiles the calendar has. ZigBee Publish Calendar.
	NumberOfWeekProfiles = &Slot[uint8]{
		Name: "NumberOfWeekProfiles", Clause: "ZigBee Publish Calendar",
	}
	// NumberOfDayProfiles is how many day profiles the calendar has. ZigBee Publish Calendar.
	NumberOfDayProfiles = &Slot[uint8]{
		Name: "NumberOfDayProfiles", Clause: "ZigBee Publish Calendar",
	}
)

// The two calendars of a GSME, when they are read.
const (
	tariffCalendar         = 0xFFFFFFFF
	nonDisablementCalendar = 0xFFFFFFFE
)

// The days of a calendar.
var (
	// GasDayProfiles are the day profiles, at most four of a tariff and five of non-disablement.
	// An element has the values of a Publish Day Profile. SMETS2 TariffSwitchingTable and
	// NonDisablementCalendar.
	GasDayProfiles = &List{
		Name: "DayProfiles", Min: 1, Max: 5,
		Clause: "SMETS2 TariffSwitchingTable and NonDisablementCalendar",
	}
	// DayID is the number of a day profile, from 1. DUIS DayName.
	DayID = &Slot[uint8]{Name: "DayID", Clause: "DUIS DayName"}
	// DayEntries are the entries of a day profile, by time. ZigBee Publish Day Profile.
	DayEntries = &List{Name: "DayScheduleEntries", Clause: "ZigBee Publish Day Profile"}
	// DayEntryStart is when an entry begins, in minutes from midnight. ZigBee Publish Day
	// Profile.
	DayEntryStart = &Slot[uint16]{
		Name: "StartTimeOfDay", Unit: Minutes, Clause: "ZigBee Publish Day Profile",
	}
	// DayEntryAction is the tier from then on, 0 in a block tariff; of non-disablement it is 1
	// where the supply stays on, else 0. ZigBee Publish Day Profile.
	DayEntryAction = &Slot[uint8]{
		Name: "PriceTierOrFriendlyCredit", Clause: "ZigBee Publish Day Profile",
	}
	// StartDayID is the first day profile that is asked for. ZigBee Get Day Profiles.
	StartDayID = &Slot[uint8]{Name: "StartDayID", Clause: "ZigBee Get Day Profiles"}
	// NumberOfDays is how many day profiles are asked for; 0 for all. ZigBee Get Day Profiles.
	NumberOfDays = &Slot[uint8]{Name: "NumberOfDays", Clause: "ZigBee Get Day Profiles"}
)

// The weeks, seasons and special days of a calendar.
var (
	// GasWeekProfiles are the week profiles. An element has the values of a Publish Week
	// Profile. SMETS2 TariffSwitchingTable and NonDisablementCalendar.
	GasWeekProfiles = &List{
		Name: "WeekProfiles", Min: 1, Max: 2,
		Clause: "SMETS2 TariffSwitchingTable and NonDisablementCalendar",
	}
	// WeekID is the number of a week profile, from 1. DUIS WeekName.
	WeekID = &Slot[uint8]{Name: "WeekID", Clause: "DUIS WeekName"}
	// WeekDays are the seven days of a week, from Monday. ZigBee Publish Week Profile.
	WeekDays = &List{Name: "WeekDays", Min: 7, Max: 7, Clause: "ZigBee Publish Week Profile"}
	// ReferencedDayID is the day profile of a day. DUIS ReferencedDayName.
	ReferencedDayID = &Slot[uint8]{Name: "ReferencedDayID", Clause: "DUIS ReferencedDayName"}
	// StartWeekID is the first week profile that is asked for. ZigBee Get Week Profiles.
	StartWeekID = &Slot[uint8]{Name: "StartWeekID", Clause: "ZigBee Get Week Profiles"}
	// NumberOfWeeks is how many week profiles are asked for; 0 for all. ZigBee Get Week
	// Profiles.
	NumberOfWeeks = &Slot[uint8]{Name: "NumberOfWeeks", Clause: "ZigBee Get Week Profiles"}

	// GasSeasons are the seasons, by start date. SMETS2 TariffSwitchingTable and
	// NonDisablementCalendar.
	GasSeasons = &List{
		Name: "Seasons", Min: 1, Max: 3,
		Clause: "SMETS2 TariffSwitchingTable and NonDisablementCalendar",
	}
	// GasSeasonStart is when a season begins. DUIS SeasonStartDate.
	GasSeasonStart = &CalendarDate{Name: "SeasonStartDate", Clause: "DUIS SeasonStartDate"}
	// ReferencedWeekID is the week profile of a season. DUIS ReferencedWeekName.
	ReferencedWeekID = &Slot[uint8]{
		Name: "ReferencedWeekID", Clause: "DUIS ReferencedWeekName",
	}

	// GasSpecialDays are the days that have a day profile of their own. SMETS2
	// TariffSwitchingTableSpecialDays and NonDisablementCalendar.
	GasSpecialDays = &List{
		Name: "SpecialDays", Max: 20,
		Clause: "SMETS2 TariffSwitchingTableSpecialDays and NonDisablementCalendar",
	}
	// GasSpecialDay is the date of a special day. ZigBee Publish Special Days.
	GasSpecialDay = &CalendarDate{
		Name: "SpecialDayDate", Clause: "ZigBee Publish Special Days",
	}
	// SpecialDaysFrom is when the first special day that is asked for is; 0 for any. ZigBee Get
	// Special Days.
	SpecialDaysFrom = &Stamp{
		Name: "SpecialDaysFrom", Now: "any", Clause: "ZigBee Get Special Days",
	}
	// NumberOfSpecialDays is how many special days are asked for; 0 for all. ZigBee Get Special
	// Days.
	NumberOfSpecialDays = &Slot[uint8]{
		Name: "NumberOfSpecialDays", Clause: "ZigBee Get Special Days",
	}
)

// Commands of the Calendar cluster.
var (
	getDayProfiles = ToServer("Get Day Profiles", zcl.Calendar, 0x01,
		U32(ProviderID), U32(IssuerCalendarID), U8(StartDayID), U8(NumberOfDays))

	getWeekProfiles = ToServer("Get Week Profiles", zcl.Calendar, 0x02,
		U32(ProviderID), U32(IssuerCalendarID), U8(StartWeekID), U8(NumberOfWeeks))

	getSeasons = ToServer("Get Seasons", zcl.Calendar, 0x03,
		U32(ProviderID), U32(IssuerCalendarID))

	getSpecialDays = ToServer("Get Special Days", zcl.Calendar, 0x04,
		U32(SpecialDaysFrom), U8(NumberOfSpecialDays), U8(CalendarType), U32(ProviderID),
		U32(IssuerCalendarID))

	publishCalendar = ToClient("Publish Calendar", zcl.Calendar, 0x00,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerCalendarID), CalendarTime(GasStartTime),
		U8(CalendarType), U8(CalendarTimeReference), Counted(CalendarName),
		NumberOf(1, NumberOfSeasons, GasSeasons),
		NumberOf(1, NumberOfWeekProfiles, GasWeekProfiles),
		NumberOf(1, NumberOfDayProfiles, GasDayProfiles))

	publishDayProfile = ToClient("Publish Day Profile", zcl.Calendar, 0x01,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerCalendarID), U8(DayID),
		CountOf(1, DayEntries), U8(CommandIndex), U8(TotalCommands), U8(CalendarType),
		Rest(DayEntries, U16(DayEntryStart), U8(DayEntryAction)))

	publishWeekProfile = ToClient("Publish Week Profile", zcl.Calendar, 0x02,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerCalendarID), U8(WeekID),
		Exactly(7, WeekDays, U8(ReferencedDayID)))

	publishSeasons = ToClient("Publish Seasons", zcl.Calendar, 0x03,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerCalendarID), U8(CommandIndex),
		U8(TotalCommands), Rest(GasSeasons, Raw(GasSeasonStart), U8(ReferencedWeekID)))

	publishSpecialDays = ToClient("Publish Special Days", zcl.Calendar, 0x04,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerCalendarID), CalendarTime(GasStartTime),
		U8(CalendarType), CountOf(1, GasSpecialDays), U8(CommandIndex), U8(TotalCommands),
		Rest(GasSpecialDays, Raw(GasSpecialDay), U8(ReferencedDayID)))

	calendarCommands = []*ClusterCommand{
		getDayProfiles, getWeekProfiles, getSeasons, getSpecialDays, publishCalendar,
		publishDayProfile, publishWeekProfile, publishSeasons, publishSpecialDays,
	}
)
