package usecase

import "github.com/mains-energy/mains/gbcs"

// AlertTitle is the name of an alert or event code, empty where it has none.
func AlertTitle(code gbcs.AlertCode) string {
	if a, ok := AlertOf(code); ok {
		return a.Title
	}
	return ""
}

// AlertInfo is what there is to say about an alert or event code.
type AlertInfo struct {
	Code  gbcs.AlertCode
	Title string
}

// AlertOf finds an alert or event code.
func AlertOf(code gbcs.AlertCode) (AlertInfo, bool) {
	for _, a := range AlertCodes {
		if a.Code == code {
			return a, true
		}
	}
	return AlertInfo{}, false
}

// AlertCodes are the alert and event codes, in the order of their numbers.
var AlertCodes = []AlertInfo{
	{0x8F36, "Supply Outage Restored - Outage >= 3 minutes"},
}
