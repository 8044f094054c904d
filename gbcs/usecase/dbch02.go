package usecase

// DBCH02 reads when and why a CHF changed its Sub GHz channel.
// GBCS mapping table row DBCH02; sent by SRV 6.32.
var DBCH02 = &UseCase{
	Code:     "DBCH02",
	Title:    "Read CHF Sub GHz Channel Log",
	Message:  0x010B,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.32"},
	Command:  Access{Select(subGHzChannelLog)},
	MMC: Shown{As: Paths{SubGHzChannelRecords: "LogEntry"}, By: Writers{
		RecordCode:           showEventCode("EventCode", "EventDescription"),
		SubGHzLogInformation: showChannelChange,
	}},
	Clause: "GBCS mapping table row DBCH02",
}
