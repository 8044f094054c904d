package usecase

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/dlms"
)

// What is said of a Device that is added to the device log of a CHF. CHTS DeviceLog(CHF).
var (
	// HubDevice is a Device in the device log. CHTS DeviceLog(CHF).
	HubDevice = &ID{Name: "DeviceID", Clause: "CHTS DeviceLog(CHF)"}
	// InstallCode is the code that the Device joins with, 6 to 16 octets without its check
	// octets. GBCS CCS01.
	InstallCode = &Octets{Name: "InstallCode", Min: 6, Max: 16, Clause: "GBCS CCS01"}
	// HubDeviceType is the type of the Device. The numbers are those of COSEM and not those
	// of ASN.1 messages. COSEM class 104.
	HubDeviceType = &Slot[uint8]{
		Name: "device_type", Enum: true, Clause: "COSEM class 104",
		Codes: []Code{
			{Value: 0, Name: "ESME"}, {Value: 1, Name: "GSME"}, {Value: 13, Name: "HCALCS"},
			{Value: 128, Name: "IHD"}, {Value: 130, Name: "CAD"}, {Value: 132, Name: "PPMID"},
			{Value: 254, Name: "GPF"},
		},
	}
	// JoinTimePeriod is how long the CHF lets Devices join, 1 to 3600 s. CHTS DeviceLog(CHF).
	JoinTimePeriod = &Slot[uint16]{
		Name: "JoinTimePeriod", Unit: Seconds, Min: 1, Max: 3600, Clause: "CHTS DeviceLog(CHF)",
	}
)

// The entries of the device log with what is known of the radio to each Device, of which
// SMETS has a use for the time and for the quality.
//
//	array(0..16) of structure(14)
//	  mac_address octet-string(8), status bit-string(8),
//	  max, average and min RSSI integer, max, average and min LQI unsigned,
//	  last_communication_date-time octet-string(12),
//	  number_of_hops, transmission_failures, transmission_successes,
//	  application_version, stack_version unsigned
//
// COSEM class 104.
var (
	// HubEntryStatus is the state of the Device in the network. COSEM class 104.
	HubEntryStatus = &Bits{Name: "status", N: 8, Clause: "COSEM class 104"}
	// HubMaxRSSI is the strongest signal, in dBm. COSEM class 104.
	HubMaxRSSI = &Slot[int8]{Name: "maxRSSI", Unit: DecibelMilliwatts, Clause: "COSEM class 104"}
	// SubGHzLinkQuality is the average signal, in dBm: of a Sub GHz Device its link quality.
	// CHTS CHFCommunicationsStore.
	SubGHzLinkQuality = &Slot[int8]{
		Name: "SubGHzLinkQuality", Unit: DecibelMilliwatts, Clause: "CHTS CHFCommunicationsStore",
	}
	// HubMinRSSI is the weakest signal, in dBm. COSEM class 104.
	HubMinRSSI = &Slot[int8]{Name: "minRSSI", Unit: DecibelMilliwatts, Clause: "COSEM class 104"}
	// HubMaxLQI, HubAverageLQI and HubMinLQI are the link quality indicator. COSEM class 104.
	HubMaxLQI     = &Slot[uint8]{Name: "maxLQI", Clause: "COSEM class 104"}
	HubAverageLQI = &Slot[uint8]{Name: "averageLQI", Clause: "COSEM class 104"}
	HubMinLQI     = &Slot[uint8]{Name: "minLQI", Clause: "COSEM class 104"}
	// LastCommunicationsDateTime is when the Device was last heard.
	// CHTS CHFCommunicationsStore.
	LastCommunicationsDateTime = &Moment{
		Name: "LastCommunicationsDateTime", Clause: "CHTS CHFCommunicationsStore",
	}
	// HubHops is the number of hops to the Device. COSEM class 104.
	HubHops = &Slot[uint8]{Name: "number_of_hops", Clause: "COSEM class 104"}
	// HubFailures and HubSuccesses count transmissions. COSEM class 104.
	HubFailures  = &Slot[uint8]{Name: "transmission_failures", Clause: "COSEM class 104"}
	HubSuccesses = &Slot[uint8]{Name: "transmission_successes", Clause: "COSEM class 104"}
	// HubApplicationVersion and HubStackVersion are those of the Device's radio.
	// COSEM class 104.
	HubApplicationVersion = &Slot[uint8]{Name: "application_version", Clause: "COSEM class 104"}
	HubStackVersion       = &Slot[uint8]{Name: "stack_version", Clause: "COSEM class 104"}

	// HubDeviceLog are the Devices of the device log, up to 16. CHTS DeviceLog(CHF).
	HubDeviceLog = &List{
		Name: "CHFDeviceLog", Max: 16, Clause: "CHTS DeviceLog(CHF)",
		Of: Struct{
			HubDevice, HubEntryStatus, HubMaxRSSI, SubGHzLinkQuality, HubMinRSSI,
			HubMaxLQI, HubAverageLQI, HubMinLQI, LastCommunicationsDateTime, HubHops,
			HubFailures, HubSuccesses, HubApplicationVersion, HubStackVersion,
		},
	}
)

// A device log with the keys of its Devices, as it is read, restored and reported.
//
//	structure(3)
//	  date-time octet-string(12), extended_PAN_ID octet-string(8),
//	  array(0..16) of structure(2) { octet-string(8), octet-string(16) }
//
// COSEM class 104.
var (
	// HubReadDateTime is when a device log was as it is told. CHTS DeviceLog(CHF).
	HubReadDateTime = &Moment{Name: "ReadDateTime", Clause: "CHTS DeviceLog(CHF)"}
	// HANIdentifier is the extended PAN identifier of the network, 8 octets.
	// CHTS DeviceLog(CHF).
	HANIdentifier = &Octets{
		Name: "HANIdentifier", Min: 8, Max: 8, Clause: "CHTS DeviceLog(CHF)",
	}
	// HashedLinkKey is the hash of the link key that the Device has with the CHF, 16 octets;
	// none where it has no key yet. CHTS DeviceLog(CHF).
	HashedLinkKey = &Octets{
		Name: "DeviceSecurityDetails", Max: 16, Clause: "CHTS DeviceLog(CHF)",
	}
	// HubConnectedDevices are the Devices of the device log with their keys, up to 16.
	// CHTS DeviceLog(CHF).
	HubConnectedDevices = &List{
		Name: "CHFConnectedDeviceLog", Max: 16, Clause: "CHTS DeviceLog(CHF)",
		Of: Struct{HubDevice, HashedLinkKey},
	}
	// HubHistoricDevices are Devices that were removed, with their keys, up to 16.
	// CHTS HistoricDeviceLog(CHF).
	HubHistoricDevices = &List{
		Name: "CHFHistoricDeviceLog", Max: 16, Clause: "CHTS HistoricDeviceLog(CHF)",
		Of: Struct{HubDevice, HashedLinkKey},
	}
)

// The names of the device logs of a CHF.
var (
	hubLogName         = LN{0, 0, 30, 3, 0, 255}
	hubHistoricLogName = LN{0, 0, 30, 3, 1, 255}
)

// The device log of a CHF.
var (
	hubAddDevice = Method("DeviceLog(CHF).addEntry", ZigBeeNetworkControl, hubLogName, 1,
		Struct{HubDevice, Fixed{"install code", dlms.Enum(1)}, InstallCode, HubDeviceType})
	hubRemoveDevice = Method("DeviceLog(CHF).removeEntry", ZigBeeNetworkControl, hubLogName, 2,
		HubDevice)
	hubRestore = Method("DeviceLog(CHF).restoreCHFDeviceLog", ZigBeeNetworkControl, hubLogName, 5,
		Struct{HANIdentifier, HubConnectedDevices})

	hubAllowsJoining = &Object{
		Class: ZigBeeNetworkControl, Name: hubLogName, Index: 2,
		Value: Fixed{"enable_disable_joining", dlms.Bool(true)},
		Title: "DeviceLog(CHF).allowsDevicesOnToTheHAN",
	}
	hubJoinTimeout   = Attr(ZigBeeNetworkControl, hubLogName, 3, JoinTimePeriod)
	hubActiveDevices = Attr(ZigBeeNetworkControl, hubLogName, 4, HubDeviceLog)

	hubBackup = &Object{
		Class: ZigBeeNetworkControl, Name: hubLogName, Index: 4, Method: true,
		Value: Fixed{"null-data", dlms.Null()}, Returns: hubLog,
		Title: "DeviceLog(CHF).read",
	}
	hubHistoricBackup = &Object{
		Class: ZigBeeNetworkControl, Name: hubHistoricLogName, Index: 4, Method: true,
		Value:   Fixed{"null-data", dlms.Null()},
		Returns: Struct{HubReadDateTime, HANIdentifier, HubHistoricDevices},
		Title:   "HistoricDeviceLog(CHF).read",
	}

	hubLog = Struct{HubReadDateTime, HANIdentifier, HubConnectedDevices}
)

// subGHzPages are the channel pages of Sub GHz, from 28 on: each its band and the number
// of its first channel. GBCS Sub GHz channels.
var subGHzPages = [...]struct {
	band  string
	first int
}{{"lower band", 0}, {"lower band", 27}, {"lower band", 35}, {"upper band", 0}}

// channels writes a channel mask: the first five bits are the number of a channel page,
// the last bit is its first channel.
func channels(b BitString) string {
	if b.N != 32 || len(b.Octets) != 4 {
		return b.String()
	}
	page := int(b.Octets[0]>>3) - 28
	if page < 0 || page >= len(subGHzPages) {
		return b.String()
	}
	var text []string
	for n := range 27 {
		if b.Octets[3-n/8]>>(n%8)&1 != 0 {
			text = append(text, fmt.Sprint(subGHzPages[page].first+n))
		}
	}
	if text == nil {
		text = []string{"none"}
	}
	return fmt.Sprintf("%s %s", subGHzPages[page].band, strings.Join(text, " "))
}

// The masks of the Sub GHz channels that a CHF may use, one for each channel page: five
// bits for the number of the page, 28 to 31, then one bit for each channel, the last for
// the first channel of the page. CHTS SubGHzConfigurationSettings.
var (
	// LowerBandSubGHzChannels0To26 is page 28. CHTS SubGHzConfigurationSettings.
	LowerBandSubGHzChannels0To26 = subGHzMask("LowerBandSubGHzChannels0To26")
	// LowerBandSubGHzChannels27To34 is page 29. CHTS SubGHzConfigurationSettings.
	LowerBandSubGHzChannels27To34 = subGHzMask("LowerBandSubGHzChannels27To34")
	// LowerBandSubGHzChannels35To61 is page 30. CHTS SubGHzConfigurationSettings.
	LowerBandSubGHzChannels35To61 = subGHzMask("LowerBandSubGHzChannels35To61")
	// UpperBandSubGHzChannels0To26 is page 31. CHTS SubGHzConfigurationSettings.
	UpperBandSubGHzChannels0To26 = subGHzMask("UpperBandSubGHzChannels0To26")
)

func subGHzMask(name string) *Bits {
	return &Bits{Name: name, N: 32, Show: channels, Clause: "CHTS SubGHzConfigurationSettings"}
}

// How a CHF uses Sub GHz. CHTS SubGHzConfigurationSettings.
var (
	// NormalLimitedDutyCycleThreshold is the air time from which a CHF is sparing, in
	// hundredths of a per cent, 0.50 to 2.00. CHTS SubGHzConfigurationSettings.
	NormalLimitedDutyCycleThreshold = subGHzPercent("NormalLimitedDutyCycleThreshold", 50, 200)
	// LimitedCriticalDutyCycleThreshold is the air time from which it is more so, in
	// hundredths of a per cent, 1.51 to 2.49. CHTS SubGHzConfigurationSettings.
	LimitedCriticalDutyCycleThreshold = subGHzPercent("LimitedCriticalDutyCycleThreshold", 151, 249)
	// MaximumSubGHzChannelChangesPerWeek is 1 to 7. CHTS SubGHzConfigurationSettings.
	MaximumSubGHzChannelChangesPerWeek = &Slot[uint8]{
		Name: "MaximumSubGHzChannelChangesPerWeek", Min: 1, Max: 7,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
	// GSMECurfew is 2 or more; its unit is not known to us. CHTS SubGHzConfigurationSettings.
	GSMECurfew = &Slot[uint16]{
		Name: "GSMECurfew", Min: 2, Max: 1<<16 - 1, Clause: "CHTS SubGHzConfigurationSettings",
	}
	// ChannelQuieterThreshold is in decibels, 1 or more. CHTS SubGHzConfigurationSettings.
	ChannelQuieterThreshold = &Slot[uint8]{
		Name: "ChannelQuieterThreshold", Unit: Decibels, Min: 1, Max: 255,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
	// ChannelNoisierThreshold is in decibels, 0 to 20. CHTS SubGHzConfigurationSettings.
	ChannelNoisierThreshold = &Slot[uint8]{
		Name: "ChannelNoisierThreshold", Unit: Decibels, Max: 20,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
	// NonGSMEPoorCommsPercentageThreshold is in hundredths of a per cent, 1.00 to 100.00.
	// CHTS SubGHzConfigurationSettings.
	NonGSMEPoorCommsPercentageThreshold = subGHzPercent(
		"NonGSMEPoorCommsPercentageThreshold", 100, 10000)
	// NonGSMEPoorCommsMeasurementPeriods is a number of half hours, 50 to 150.
	// CHTS SubGHzConfigurationSettings.
	NonGSMEPoorCommsMeasurementPeriods = &Slot[uint8]{
		Name: "NonGSMEPoorCommsMeasurementPeriods", Min: 50, Max: 150,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
	// LocalCHNoiseMeasurementPeriod is 61 or more; its unit is not known to us.
	// CHTS SubGHzConfigurationSettings.
	LocalCHNoiseMeasurementPeriod = &Slot[uint16]{
		Name: "LocalCHNoiseMeasurementPeriod", Min: 61, Max: 1<<16 - 1,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
	// LocalCHFailurePercentage is in hundredths of a per cent, 1.00 to 100.00.
	// CHTS SubGHzConfigurationSettings.
	LocalCHFailurePercentage = subGHzPercent("LocalCHFailurePercentage", 100, 10000)
	// LocalCHRetryPercentage is in hundredths of a per cent, 1.00 to 100.00.
	// CHTS SubGHzConfigurationSettings.
	LocalCHRetryPercentage = subGHzPercent("LocalCHRetryPercentage", 100, 10000)
)

func subGHzPercent(name string, least, most uint16) *Slot[uint16] {
	return &Slot[uint16]{
		Name: name, Unit: Percent, Scaler: -2, Min: least, Max: most,
		Clause: "CHTS SubGHzConfigurationSettings",
	}
}

// subGHzConfiguration is all of that, as it is read, set and reported.
var subGHzConfiguration = Struct{
	LowerBandSubGHzChannels0To26, LowerBandSubGHzChannels27To34,
	LowerBandSubGHzChannels35To61, UpperBandSubGHzChannels0To26,
	NormalLimitedDutyCycleThreshold, LimitedCriticalDutyCycleThreshold,
	MaximumSubGHzChannelChangesPerWeek, GSMECurfew,
	ChannelQuieterThreshold, ChannelNoisierThreshold,
	NonGSMEPoorCommsPercentageThreshold, NonGSMEPoorCommsMeasurementPeriods,
	LocalCHNoiseMeasurementPeriod, LocalCHFailurePercentage, LocalCHRetryPercentage,
}

// The Sub GHz channel in use, and why it was looked for. CHTS OperatingSubGHzChannel.
var (
	// OperatingSubGHzChannel is the channel in use: a mask with one channel.
	// CHTS OperatingSubGHzChannel.
	OperatingSubGHzChannel = &Bits{
		Name: "OperatingSubGHzChannel", N: 32, Show: channels,
		Clause: "CHTS OperatingSubGHzChannel",
	}
	// ScanTrigger is why channels were scanned. GBCS DBCH07.
	ScanTrigger = &Slot[uint8]{Name: "ScanTrigger", Codes: scanTriggers, Clause: "GBCS DBCH07"}
	// ScanStatusCode is what became of a request to scan channels. GBCS DBCH08.
	ScanStatusCode = &Slot[uint8]{
		Name: "StatusCode", Clause: "GBCS DBCH08",
		Codes: []Code{
			{Value: 0, Name: "ScanRequestAccepted"}, {Value: 1, Name: "HHTConnected"},
			{Value: 2, Name: "DutyCycleUsageIsTooHigh"},
			{Value: 3, Name: "JoiningIsCurrentlyPermitted"},
			{Value: 4, Name: "GSMEOTADistributionUnderway"},
			{Value: 5, Name: "TooManyScansToday"}, {Value: 6, Name: "TooManyCommandsToday"},
			{Value: 7, Name: "TooManyScansThisWeek"},
		},
	}

	scanTriggers = []Code{
		{Value: 0, Name: "RemotePartyCommand"}, {Value: 1, Name: "GSMERequest"},
		{Value: 2, Name: "GSMEMissedItsCurfew"}, {Value: 3, Name: "GSMEMissingForTheLastDay"},
		{Value: 4, Name: "CHDetectedMessageFailureProblems"},
		{Value: 5, Name: "CHDetectedMessageRetryProblems"},
		{Value: 6, Name: "SubGHzNon-GSMEDeviceRequest"}, {Value: 7, Name: "SMHANFormation"},
	}
)

// The Sub GHz channel log.
//
//	compact-array of structure { time double-long-unsigned, code long-unsigned,
//	  octet-string(7) { mask of the channel(4), 09 01 and the trigger(1) } }
//
// CHTS SubGHzChannelLog.
var (
	// SubGHzLogInformation is the channel and why it was looked for; at most 8 octets.
	// CHTS SubGHzChannelLog.
	SubGHzLogInformation = &Octets{
		Name: "otherInformation", Max: 8, Show: channelChange, Clause: "CHTS SubGHzChannelLog",
	}
	// SubGHzChannelRecords are its entries, up to 100, of [RecordTime], [RecordCode] and
	// [SubGHzLogInformation]. CHTS SubGHzChannelLog.
	SubGHzChannelRecords = &List{
		Name: "SubGHzChannelLog", Max: 100, Clause: "CHTS SubGHzChannelLog",
	}
)

// channelChange writes the other information of the channel log.
func channelChange(b []byte) string {
	if len(b) != 7 || b[4] != byte(dlms.TagOctetString) || b[5] != 1 {
		return fmt.Sprintf("%X", b)
	}
	trigger, _ := codeOf(scanTriggers, uint64(b[6]))
	return fmt.Sprintf("%s, %d %s", channels(BitString{b[:4], 32}), b[6], trigger.Name)
}

// The Sub GHz objects of a CHF.
var (
	subGHzConfigurationSettings = &Object{
		Class: Data, Name: LN{0, 0, 94, 44, 10, 0}, Index: 2, Value: subGHzConfiguration,
		Title: "SubGHzConfigurationSettings",
	}
	subGHzChannelScan = &Object{
		Class: Data, Name: LN{0, 0, 94, 44, 10, 1}, Index: 2,
		Value: Fixed{"request", dlms.U8(0)}, Title: "CHFSubGHzChannelScan.request",
	}
	operatingSubGHzChannel = Attr(Data, LN{0, 0, 94, 44, 10, 2}, 2, OperatingSubGHzChannel)
	subGHzChannelLog       = Attr(ProfileGeneric, LN{0, 0, 94, 44, 10, 3}, 2,
		LogOf(SubGHzChannelRecords, RecordTime, RecordCode, SubGHzLogInformation))
)
