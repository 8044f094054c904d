package usecase

import "fmt"

// Class is a COSEM interface class. GBCS COSEM classes.
type Class uint16

// The classes of GBCS.
const (
	Data                 Class = 1
	RegisterClass        Class = 3
	ExtendedRegister     Class = 4
	ProfileGeneric       Class = 7
	Clock                Class = 8
	ScriptTable          Class = 9
	Schedule             Class = 10
	SpecialDays          Class = 11
	ActivityCalendar     Class = 20
	RegisterMonitor      Class = 21
	SingleActionSchedule Class = 22
	DataProtection       Class = 30
	DisconnectControl    Class = 70
	Limiter              Class = 71
	ZigBeeNetworkControl Class = 104
	Account              Class = 111
	Credit               Class = 112
	Charge               Class = 113
	TokenGateway         Class = 115
	ExtendedData         Class = 9000
)

// ClassInfo is what there is to say about a class: its name, and those of its attributes
// and methods that GBCS uses, by number.
type ClassInfo struct {
	Class      Class
	Name       string
	Attributes map[uint8]string
	Methods    map[uint8]string
}

// Classes are the classes of GBCS, in the order of their numbers. GBCS COSEM classes.
var Classes = []ClassInfo{
	{Data, "Data", names{2: "value"}, nil},
	{RegisterClass, "Register", names{2: "value", 3: "scaler_unit"}, names{1: "reset"}},
	{ExtendedRegister, "Extended register",
		names{2: "value", 3: "scaler_unit", 5: "capture_time"}, names{1: "reset"}},
	{ProfileGeneric, "Profile generic", names{2: "buffer", 4: "capture_period"}, names{1: "reset"}},
	{Clock, "Clock", names{2: "time", 4: "status", 9: "clock_base"},
		names{4: "adjust_to_preset_time", 5: "preset_adjusting_time"}},
	{ScriptTable, "Script table", nil, names{1: "execute"}},
	{Schedule, "Schedule", names{2: "entries"}, nil},
	{SpecialDays, "Special days table", names{2: "entries"}, nil},
	{ActivityCalendar, "Activity calendar", names{
		3: "season_profile_active", 4: "week_profile_table_active", 5: "day_profile_table_active",
		7: "season_profile_passive", 8: "week_profile_table_passive", 9: "day_profile_table_passive",
		10: "activate_passive_calendar_time"}, nil},
	{RegisterMonitor, "Register monitor", names{2: "thresholds"}, nil},
	{SingleActionSchedule, "Single action schedule", names{4: "execution_time"}, nil},
	{DataProtection, "Data protection", nil, names{1: "get_protected_attributes"}},
	{DisconnectControl, "Disconnect control", names{2: "output_state", 3: "control_state"}, nil},
	{Limiter, "Limiter", names{4: "threshold_normal", 6: "min_over_threshold_duration",
		7: "min_under_threshold_duration"}, nil},
	{ZigBeeNetworkControl, "ZigBee network control",
		names{2: "enable_disable_joining", 3: "join_timeout", 4: "active_devices"},
		names{1: "register_device", 2: "unregister_device", 4: "backup_PAN", 5: "restore_PAN"}},
	{Account, "Account", names{
		2: "account_mode_and_status", 11: "credit_charge_configuration",
		13: "account_activation_time", 16: "low_credit_threshold", 18: "max_provision",
		19: "max_provision_period"}, nil},
	{Credit, "Credit", names{2: "current_credit_amount", 9: "preset_credit_amount",
		10: "credit_available_threshold"},
		names{1: "update_amount", 2: "set_amount_to_value", 3: "invoke_credit"}},
	{Charge, "Charge", names{
		5: "unit_charge_active", 6: "unit_charge_passive", 7: "unit_charge_activation_time",
		8: "period", 13: "proportion"},
		names{2: "activate_passive_unit_charge", 4: "update_total_amount_remaining"}},
	{TokenGateway, "Token gateway", nil, names{1: "enter"}},
	{ExtendedData, "GBCS Extended Data", names{
		2: "value_active", 3: "scaler_unit_active", 4: "value_passive", 5: "scaler_unit_passive",
		6: "activate_passive_value_time"}, nil},
}

// names are attributes or methods by number.
type names = map[uint8]string

// Info is what there is to say about c, and whether GBCS uses it.
func (c Class) Info() (ClassInfo, bool) {
	for _, info := range Classes {
		if info.Class == c {
			return info, true
		}
	}
	return ClassInfo{}, false
}

// String is the name of the class, else its number.
func (c Class) String() string {
	if info, ok := c.Info(); ok {
		return info.Name
	}
	return fmt.Sprintf("Class(%d)", uint16(c))
}
