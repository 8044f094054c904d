package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// DSPSchedule is a read that the DCC repeats: how often, of which Device, and of what. It asks
// the same as the SRV that it names. DUIS 3.8.
type DSPSchedule struct {
	ScheduleFrequency                   string     `doc:",is=ScheduleFrequency"`
	ScheduleStartDate                   time.Time  `doc:",base=date"`
	ScheduleEndDate                     *time.Time `doc:",base=date"` // nil: until it is deleted
	ScheduleExecutionStartTime          *TimeOfDay // UTC; nil: when it suits the DCC
	KAPublicSecurityCredential          []byte     `doc:",optional"` // X.509 certificate, DER
	DSPScheduledServiceReference        string     `doc:",is=DSPScheduledServiceReference"`
	DSPScheduledServiceReferenceVariant string     `doc:",is=DSPScheduledServiceReferenceVariant"`
	DeviceID                            eui.ID
	DSPRetrieveImportDailyReadLog       *ReadLogPeriodOffset `doc:",one"`
	DSPRetrieveExportDailyReadLog       *ReadLogPeriodOffset `doc:",one"`
	DSPReadActiveImportProfileData      *ReadLogPeriodOffset `doc:",one"`
	DSPReadReactiveImportProfileData    *ReadLogPeriodOffset `doc:",one"`
	DSPReadExportProfileData            *ReadLogPeriodOffset `doc:",one"`
	DSPReadNetworkData                  *ReadLogPeriodOffset `doc:",one"`
	DSPReadMaximumDemandImportRegisters bool                 `doc:",one,empty"`
	DSPReadMaximumDemandExportRegisters bool                 `doc:",one,empty"`
	DSPReadPrepaymentDailyReadLog       *ReadLogPeriodOffset `doc:",one"`
	DSPReadLoadLimitData                bool                 `doc:",one,empty"`
	DSPReadActivePowerImport            bool                 `doc:",one,empty"`
	DSPRetrieveDailyConsumptionLog      *ReadLogPeriodOffset `doc:",one"`
	DSPRecordNetworkDataGAS             bool                 `doc:",one,empty"`
	DSPReadInstantaneousExportRegisters bool                 `doc:",one,empty"`
}

// ReadLogPeriodOffset is from when to when entries are wanted, counted from the day of the
// read.
type ReadLogPeriodOffset struct {
	StartDateOffset int16 `doc:",base=nonPositiveInteger,range=-400..0,unit=d"` // -400 to 0 days
	StartTime       TimeOfDay
	EndDateOffset   int16 `doc:",base=nonPositiveInteger,range=-400..0,unit=d"` // -400 to 0 days
	EndTime         TimeOfDay
}

// CreateSchedule is SRV 5.1 Create Schedule: reads that the DCC is to repeat. DUIS 3.8.
type CreateSchedule struct {
	DSPSchedule `doc:",group"`
}

// Element is the name of the body's element.
func (*CreateSchedule) Element() string { return "CreateSchedule" }

// ReadSchedule is SRV 5.2 Read Schedule: the User's schedules of a Device, or one of them.
// DUIS 3.8.
type ReadSchedule struct {
	DSPScheduleID *uint64 `doc:",one,is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID      *eui.ID `doc:",one"`
}

// Element is the name of the body's element.
func (*ReadSchedule) Element() string { return "ReadSchedule" }

// DeleteSchedule is SRV 5.3 Delete Schedule: ends the User's schedules of a Device, or one of
// them. DUIS 3.8.
type DeleteSchedule struct {
	DSPScheduleID *uint64 `doc:",one,is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID      *eui.ID `doc:",one"`
}

// Element is the name of the body's element.
func (*DeleteSchedule) Element() string { return "DeleteSchedule" }
