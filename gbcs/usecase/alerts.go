package usecase

import (
	"math/bits"
	"strings"

	"github.com/mains-energy/mains/gbcs"
)

// AlertInfo is what there is to say about an alert or event code.
type AlertInfo struct {
	Code  gbcs.AlertCode
	Title string
	// Critical says that the Device signs the Alert, else it has a MAC. Codes that begin
	// with 8F are critical, but for those that have an Alert of their own under a MAC.
	Critical bool
	// Logs are the logs that hold it, as far as is known.
	Logs LogSet
	// To are the parties that the Alert goes to, as far as is known; none where the code
	// stands in logs only.
	To Parties
	// HAN says that the Devices of the home are told too, such as the PPMID.
	HAN bool
	// Inputs are what the log entry says that a person told the Device; nil where it does
	// not say.
	Inputs []Code
	// Note is what else there is to know; empty where nothing.
	Note string
}

// ConfiguredBy is the party that may say whether an Alert is sent and an event logged; none
// for a code whose behaviour is fixed.
func (a AlertInfo) ConfiguredBy() Parties {
	switch a.Code >> 8 {
	case 0x80:
		return NetworkOperator
	case 0x81:
		return Supplier
	}
	return 0
}

// LogSet is a set of logs: ESMEEventLog|GSMEEventLog.
type LogSet uint16

// The logs.
const (
	ESMEEventLog LogSet = 1 << iota
	ESMESecurityLog
	ESMEPowerLog
	ControllerLog // of an ESME's or SAPC's auxiliary controllers
	GSMEEventLog
	GSMESecurityLog
	CHFEventLog
	CHFSecurityLog
	SubGHzChannelLog // of a CHF
)

var logNames = [...]string{
	"ESME Event Log", "ESME Security Log", "ESME Power Event Log",
	"Auxiliary Controller Event Log", "GSME Event Log", "GSME Security Log", "CHF Event Log",
	"CHF Security Log", "CHF Sub GHz Channel Log",
}

// Has reports whether all logs in other, at least one, are in s.
func (s LogSet) Has(other LogSet) bool { return other != 0 && s&other == other }

// String is the name of each log in s, joined by commas; "none" for no log.
func (s LogSet) String() string {
	names := make([]string, 0, bits.OnesCount16(uint16(s)))
	for i, name := range logNames {
		if s.Has(1 << i) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// AlertTitle is the name of an alert or event code, empty where it has none.
func AlertTitle(code gbcs.AlertCode) string { return alertByCode[code].Title }

// AlertOf finds an alert or event code.
func AlertOf(code gbcs.AlertCode) (AlertInfo, bool) {
	a, ok := alertByCode[code]
	return a, ok
}

// alertByCode are all of AlertCodes by their numbers.
var alertByCode = func() map[gbcs.AlertCode]AlertInfo {
	index := make(map[gbcs.AlertCode]AlertInfo, len(AlertCodes))
	for _, a := range AlertCodes {
		index[a.Code] = a
	}
	return index
}()

// userInterfaceCommands are what a person can tell a Device at its buttons, as the log
// entries of the events 8161 and 8162 number it. GBCS user interface commands.
var userInterfaceCommands = []Code{
	{Value: 0x0001, Name: "activate boost"},
	{Value: 0x0002, Name: "activate emergency credit"},
	{Value: 0x0005, Name: "add credit"},
	{Value: 0x0008, Name: "allow user interface access"},
	{Value: 0x000A, Name: "cancel boost"},
	{Value: 0x000B, Name: "check HAN commands"},
	{Value: 0x000C, Name: "disable privacy PIN"},
	{Value: 0x000E, Name: "enable supply"},
	{Value: 0x000F, Name: "extend boost"},
	{Value: 0x0012, Name: "set PIN"},
	{Value: 0x0013, Name: "test ALCS 1"},
	{Value: 0x0014, Name: "test ALCS 2"},
	{Value: 0x0015, Name: "test ALCS 3"},
	{Value: 0x0016, Name: "test ALCS 4"},
	{Value: 0x0017, Name: "test ALCS 5"},
	{Value: 0x0018, Name: "test valve"},
	{Value: 0x0019, Name: "reset battery capacity"},
	{Value: 0x001A, Name: "find and join SMHAN"},
}
