package mmc

import (
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
)

// ReadCHFSubGHzConfigurationRsp answers SRV 6.30 Read CHF Sub GHz Configuration: how a dual band
// Communications Hub uses Sub GHz channels.
type ReadCHFSubGHzConfigurationRsp struct {
	MessageSuccess *bool `doc:",attr"`

	LowerBandSubGHzChannels0To26        Channels0To26   `doc:",optional"`
	LowerBandSubGHzChannels27To34       Channels27To34  `doc:",optional"`
	LowerBandSubGHzChannels35To61       Channels35To61  `doc:",optional"`
	UpperBandSubGHzChannels0To26        Channels0To26   `doc:",optional"`
	NormalLimitedDutyCycleThreshold     *xmldoc.Decimal `doc:",unit=%"` // %
	LimitedCriticalDutyCycleThreshold   *xmldoc.Decimal `doc:",unit=%"` // %
	MaximumSubGHzChannelChangesPerWeek  *uint16
	GSMECurfew                          *uint16
	ChannelQuieterThreshold             *uint16         `doc:",unit=dB"` // dB
	ChannelNoisierThreshold             *uint16         `doc:",unit=dB"` // dB
	NonGSMEPoorCommsPercentageThreshold *xmldoc.Decimal `doc:",unit=%"`  // %
	NonGSMEPoorCommsMeasurementPeriods  *uint16         `doc:",unit=half hours"`
	LocalCHNoiseMeasurementPeriod       *uint16
	LocalCHFailurePercentage            *xmldoc.Decimal `doc:",unit=%"` // %
	LocalCHRetryPercentage              *xmldoc.Decimal `doc:",unit=%"` // %
}

// Element is the name of the element.
func (*ReadCHFSubGHzConfigurationRsp) Element() string   { return "ReadCHFSubGHzConfigurationRsp" }
func (r *ReadCHFSubGHzConfigurationRsp) success() **bool { return &r.MessageSuccess }

// Channels0To26 is the channels that may be used, of Channel0 to Channel26.
type Channels0To26 map[string]bool

// Channels27To34 is the channels that may be used, of Channel27 to Channel34.
type Channels27To34 map[string]bool

// Channels35To61 is the channels that may be used, of Channel35 to Channel61.
type Channels35To61 map[string]bool

// ReadCHFSubGHzChannelRsp answers SRV 6.31 Read CHF Sub GHz Channel: the Sub GHz channel in use.
type ReadCHFSubGHzChannelRsp struct {
	MessageSuccess         *bool `doc:",attr"`
	OperatingSubGHzChannel *OperatingSubGHzChannel
}

// Element is the name of the element.
func (*ReadCHFSubGHzChannelRsp) Element() string   { return "ReadCHFSubGHzChannelRsp" }
func (r *ReadCHFSubGHzChannelRsp) success() **bool { return &r.MessageSuccess }

// ReadCHFSubGHzChannelLogRsp answers SRV 6.32 Read CHF Sub GHz Channel Log: the Sub GHz channels
// that were in use.
type ReadCHFSubGHzChannelLogRsp struct {
	MessageSuccess *bool                   `doc:",attr"`
	LogEntry       []SubGHzChannelLogEntry `doc:",n=0..100"`
}

// Element is the name of the element.
func (*ReadCHFSubGHzChannelLogRsp) Element() string   { return "ReadCHFSubGHzChannelLogRsp" }
func (r *ReadCHFSubGHzChannelLogRsp) success() **bool { return &r.MessageSuccess }

// SubGHzChannelLogEntry is an event that has to do with Sub GHz channels.
type SubGHzChannelLogEntry struct {
	Timestamp              *time.Time
	EventCode              []byte  `doc:",base=hexBinary,optional"` // 2 octets
	EventDescription       *string `doc:",len=0..200"`
	OperatingSubGHzChannel *OperatingSubGHzChannel
	ScanTrigger            *string `doc:",is=ScanTrigger"`
}

// OperatingSubGHzChannel is a channel of one of two bands.
type OperatingSubGHzChannel struct {
	OperatingLowerBandSubGHzChannel OperatingLowerBandSubGHzChannel `doc:",one"`
	OperatingUpperBandSubGHzChannel OperatingUpperBandSubGHzChannel `doc:",one"`
}

// OperatingLowerBandSubGHzChannel is one of Channel0 to Channel61.
type OperatingLowerBandSubGHzChannel map[string]bool

// OperatingUpperBandSubGHzChannel is one of Channel0 to Channel26.
type OperatingUpperBandSubGHzChannel map[string]bool

// ReadDeviceLogRsp answers SRV 8.9 Read Device Log: the Devices that the Device talks to.
type ReadDeviceLogRsp struct {
	MessageSuccess *bool `doc:",attr"`

	DeviceLogEntries      *DeviceLogEntries      `doc:",one=?"`
	CHFDeviceLog          *CHFDeviceLog          `doc:",one=?"`
	CHFConnectedDeviceLog *CHFConnectedDeviceLog `doc:",one=?"`
}

// Element is the name of the element.
func (*ReadDeviceLogRsp) Element() string   { return "ReadDeviceLogRsp" }
func (r *ReadDeviceLogRsp) success() **bool { return &r.MessageSuccess }

// DeviceLogEntries is the Devices that may talk to the Device.
type DeviceLogEntries struct {
	LogEntry []DeviceLogEntry `doc:",n=0..*"`
}

// DeviceLogEntry is a Device that may talk to the Device.
type DeviceLogEntry struct {
	DeviceID   eui.ID
	DeviceType string `doc:",is=DeviceType"`
}

// CHFDeviceLog is the Devices of a Communications Hub's network, and when they were last heard.
type CHFDeviceLog struct {
	CHFDeviceLogEntry []CHFDeviceLogEntry `doc:",n=0..16"`
}

// CHFDeviceLogEntry is when a Device was last heard.
type CHFDeviceLogEntry struct {
	DeviceID                   *eui.ID
	LastCommunicationsDateTime *time.Time
	SubGHzLinkQuality          *int16 `doc:",range=-128..127"` // -128 to 127
}

// CHFConnectedDeviceLog is the Devices that are and were on a Communications Hub's network.
type CHFConnectedDeviceLog struct {
	CHFCurrentConnectedDeviceLogEntry  []CHFConnectedDeviceLogEntry `doc:",n=0..16"`
	CHFHistoricConnectedDeviceLogEntry []CHFConnectedDeviceLogEntry `doc:",n=0..16"`
}

// CHFConnectedDeviceLogEntry is a Device on a Communications Hub's network.
type CHFConnectedDeviceLogEntry struct {
	DeviceID              *eui.ID
	DeviceSecurityDetails *string `doc:",len=0..32"`
}

// RestoreGPFDeviceLogRsp answers SRV 8.12.2 Restore Gas Proxy Function Device Log: how each
// Device was taken back.
type RestoreGPFDeviceLogRsp struct {
	MessageSuccess          *bool                     `doc:",attr"`
	RestoreDeviceLogOutcome []RestoreDeviceLogOutcome `doc:",n=0..*"`
}

// Element is the name of the element.
func (*RestoreGPFDeviceLogRsp) Element() string   { return "RestoreGPFDeviceLogRsp" }
func (r *RestoreGPFDeviceLogRsp) success() **bool { return &r.MessageSuccess }

// RestoreDeviceLogOutcome is how a Device was taken back.
type RestoreDeviceLogOutcome struct {
	DeviceLogEntry   *DeviceLogEntry
	JoinResponseCode *StatusASN1 `doc:"joinResponseCode"`
}
