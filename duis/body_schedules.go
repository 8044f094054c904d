package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// DSPSchedule is a read that the DCC repeats: how often, of which Device, and of what. It asks
// the same as the SRV that it names. DUIS 3.8.
type DSPSchedule struct {
	ScheduleFrequency                   string     `duis:",is=ScheduleFrequency"`
	ScheduleStartDate                   time.Time  `duis:",base=date"`
	ScheduleEndDate                     *time.Time `duis:",base=date"` // nil: until it is deleted
	ScheduleExecutionStartTime          *TimeOfDay // UTC; nil: when it suits the DCC
	KAPublicSecurityCredential          []byte     `duis:",optional"` // X.509 certificate, DER
	DSPScheduledServiceReference        string     `duis:",is=DSPScheduledServiceReference"`
	DSPScheduledServiceReferenceVariant string     `duis:",is=DSPScheduledServiceReferenceVariant"`
	DeviceID                            eui.ID
	DSPRetrieveImportDailyReadLog       *ReadLogPeriodOffset `duis:",one"`
	DSPRetrieveExportDailyReadLog       *ReadLogPeriodOffset `duis:",one"`
	DSPReadActiveImportProfileData      *ReadLogPeriodOffset `duis:",one"`
	DSPReadReactiveImportProfileData    *ReadLogPeriodOffset `duis:",one"`
	DSPReadExportProfileData            *ReadLogPeriodOffset `duis:",one"`
	DSPReadNetworkData                  *ReadLogPeriodOffset `duis:",one"`
	DSPReadMaximumDemandImportRegisters bool                 `duis:",one,empty"`
	DSPReadMaximumDemandExportRegisters bool                 `duis:",one,empty"`
	DSPReadPrepaymentDailyReadLog       *ReadLogPeriodOffset `duis:",one"`
	DSPReadLoadLimitData                bool                 `duis:",one,empty"`
	DSPReadActivePowerImport            bool                 `duis:",one,empty"`
	DSPRetrieveDailyConsumptionLog      *ReadLogPeriodOffset `duis:",one"`
	DSPRecordNetworkDataGAS             bool                 `duis:",one,empty"`
	DSPReadInstantaneousExportRegisters bool                 `duis:",one,empty"`
}

// ReadLogPeriodOffset is from when to when entries are wanted, counted from the day of the
// read.
type ReadLogPeriodOffset struct {
	StartDateOffset int16 `duis:",base=nonPositiveInteger,range=-400..0,unit=d"` // -400 to 0 days
	StartTime       TimeOfDay
	EndDateOffset   int16 `duis:",base=nonPositiveInteger,range=-400..0,unit=d"` // -400 to 0 days
	EndTime         TimeOfDay
}

// CreateSchedule is SRV 5.1 Create Schedule: reads that the DCC is to repeat. DUIS 3.8.
type CreateSchedule struct {
	DSPSchedule `duis:",group"`
}

// Element is the name of the body's element.
func (*CreateSchedule) Element() string { return "CreateSchedule" }

// ReadSchedule is SRV 5.2 Read Schedule: the User's schedules of a Device, or one of them.
// DUIS 3.8.
type ReadSchedule struct {
	DSPScheduleID *uint64 `duis:",one,is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID      *eui.ID `duis:",one"`
}

// Element is the name of the body's element.
func (*ReadSchedule) Element() string { return "ReadSchedule" }

// DeleteSchedule is SRV 5.3 Delete Schedule: ends the User's schedules of a Device, or one of
// them. DUIS 3.8.
type DeleteSchedule struct {
	DSPScheduleID *uint64 `duis:",one,is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID      *eui.ID `duis:",one"`
}

// Element is the name of the body's element.
func (*DeleteSchedule) Element() string { return "DeleteSchedule" }
