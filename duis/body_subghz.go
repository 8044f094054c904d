package duis

// SubGHzConfiguration is which Sub GHz channels may be used, and when another one is looked
// for. The duty cycle is the share of time on the air. CHTS SubGHzConfigurationSettings.
type SubGHzConfiguration struct {
	LowerBandSubGHzChannels0To26  Channels0To26
	LowerBandSubGHzChannels27To34 Channels27To34
	LowerBandSubGHzChannels35To61 Channels35To61
	UpperBandSubGHzChannels0To26  Channels0To26
	// 5 to 20, in 0.1 %.
	NormalLimitedDutyCycleThreshold uint8 `doc:",base=decimal,fraction=1,range=5..20,unit=%"`
	// 16 to 24, in 0.1 %.
	LimitedCriticalDutyCycleThreshold uint8 `doc:",base=decimal,fraction=1,range=16..24,unit=%"`
	// 1 to 7.
	MaximumSubGHzChannelChangesPerWeek uint8 `doc:",base=unsignedShort,range=1..7"`
	// 2 to 65535.
	GSMECurfew uint16 `doc:",range=2..65535"`
	// 1 to 255 dB.
	ChannelQuieterThreshold uint8 `doc:",base=unsignedShort,range=1..255,unit=dB"`
	// 0 to 20 dB.
	ChannelNoisierThreshold uint8 `doc:",base=unsignedShort,range=0..20,unit=dB"`
	// 100 to 10000, in 0.01 %.
	NonGSMEPoorCommsPercentageThreshold uint16 `doc:",base=decimal,fraction=2,range=100..10000,unit=%"`
	// 50 to 150 half hours.
	NonGSMEPoorCommsMeasurementPeriods uint8 `doc:",base=unsignedShort,range=50..150,unit=half hours"`
	// 61 to 65535.
	LocalCHNoiseMeasurementPeriod uint16 `doc:",range=61..65535"`
	// 100 to 10000, in 0.01 %.
	LocalCHFailurePercentage uint16 `doc:",base=decimal,fraction=2,range=100..10000,unit=%"`
	// 100 to 10000, in 0.01 %.
	LocalCHRetryPercentage uint16 `doc:",base=decimal,fraction=2,range=100..10000,unit=%"`
}

// Channels0To26 is the channels that may be used, of Channel0 to Channel26.
type Channels0To26 map[string]bool

// Channels27To34 is the channels that may be used, of Channel27 to Channel34.
type Channels27To34 map[string]bool

// Channels35To61 is the channels that may be used, of Channel35 to Channel61.
type Channels35To61 map[string]bool

// SetCHFSubGHzConfiguration is SRV 6.28 Set CHF Sub GHz Configuration: how a dual band
// Communications Hub uses Sub GHz channels. DUIS 3.8.
type SetCHFSubGHzConfiguration struct {
	SubGHzConfiguration `doc:",group"`
}

// Element is the name of the body's element.
func (*SetCHFSubGHzConfiguration) Element() string { return "SetCHFSubGHzConfiguration" }

// RequestCHFSubGHzChannelScan is SRV 6.29 Request CHF Sub GHz Channel Scan: has the
// Communications Hub look for a better channel. DUIS 3.8.
type RequestCHFSubGHzChannelScan struct{}

// Element is the name of the body's element.
func (*RequestCHFSubGHzChannelScan) Element() string { return "RequestCHFSubGHzChannelScan" }

// ReadCHFSubGHzConfiguration is SRV 6.30 Read CHF Sub GHz Configuration: how the Communications
// Hub uses Sub GHz channels. DUIS 3.8.
type ReadCHFSubGHzConfiguration struct{}

// Element is the name of the body's element.
func (*ReadCHFSubGHzConfiguration) Element() string { return "ReadCHFSubGHzConfiguration" }

// ReadCHFSubGHzChannel is SRV 6.31 Read CHF Sub GHz Channel: the Sub GHz channel in use.
// DUIS 3.8.
type ReadCHFSubGHzChannel struct{}

// Element is the name of the body's element.
func (*ReadCHFSubGHzChannel) Element() string { return "ReadCHFSubGHzChannel" }

// ReadCHFSubGHzChannelLog is SRV 6.32 Read CHF Sub GHz Channel Log: the Sub GHz channels that
// were in use. DUIS 3.8.
type ReadCHFSubGHzChannelLog struct {
	ReadLogPeriod ReadLogPeriod
}

// Element is the name of the body's element.
func (*ReadCHFSubGHzChannelLog) Element() string { return "ReadCHFSubGHzChannelLog" }
