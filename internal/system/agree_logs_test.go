package system

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
)

// agreedProfiles are the reads of the logs of an ESME.
var agreedProfiles = []agreement{{
	service: "4.8.1", on: usecase.ESME,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadActiveImportProfileData{ReadLogFutureDatableAndURPCredentials: protected(p)}
	},
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadActiveImportProfileDataRsp{}
		for _, record := range h.inPeriod(usecase.ImportProfileRecords) {
			rsp.LogEntry = append(rsp.LogEntry, mmc.ActiveImportProfileEntry{
				Timestamp: stamp(record, usecase.RecordTime),
				Electricity: &mmc.ActiveImportProfileElectricity{
					PrimaryValue: number[int64](record, usecase.RecordImported)},
			})
		}
		return rsp
	},
}, {
	service: "4.8.2", on: usecase.ESME,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadReactiveImportProfileData{ReadLogFutureDatable: window(p)}
	},
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadReactiveImportProfileDataRsp{}
		for _, record := range h.inPeriod(usecase.ReactiveProfileRecords) {
			rsp.LogEntry = append(rsp.LogEntry, mmc.ReactiveImportProfileEntry{
				Timestamp:                   stamp(record, usecase.RecordTime),
				ReactiveEnergyImportedValue: number[int64](record, usecase.RecordReactiveImported),
			})
		}
		return rsp
	},
}, {
	service: "4.8.3", on: usecase.ESME, by: "network",
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadExportProfileData{ReadLogFutureDatable: window(p)}
	},
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadExportProfileDataRsp{}
		for _, record := range h.inPeriod(usecase.ExportProfileRecords) {
			rsp.LogEntry = append(rsp.LogEntry, mmc.ExportProfileEntry{
				Timestamp:                   stamp(record, usecase.RecordTime),
				ActiveEnergyExportedValue:   number[int64](record, usecase.RecordExported),
				ReactiveEnergyExportedValue: number[int64](record, usecase.RecordReactiveExported),
			})
		}
		return rsp
	},
}, {
	service: "4.17", on: usecase.ESME,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.RetrieveDailyConsumptionLog{ReadLogFutureDatableAndURPCredentials: protected(p)}
	},
	want: func(h held) mmc.Rsp {
		e := &mmc.RetrieveDailyConsumptionLogElectricity{}
		for _, record := range h.inPeriod(usecase.DailyConsumptionRecords) {
			e.LogEntry = append(e.LogEntry, mmc.ElecDailyConsumptionLogEntry{
				Timestamp: stamp(record, usecase.RecordTime),
				Value:     number[int64](record, usecase.RecordConsumption),
			})
		}
		return &mmc.RetrieveDailyConsumptionLogRsp{Electricity: e}
	},
}, {
	service: "4.10", on: usecase.ESME,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadNetworkData{ReadLogFutureDatableAndURPCredentials: protected(p)}
	},
	want: func(h held) mmc.Rsp {
		v := usecase.VoltagePhase1
		data := &mmc.VoltageOperationalData{
			AvgRMSOverVoltageCounter: &mmc.AvgRMSVoltageCounter{
				Value: number[int64](h.Args, v.OverCounter)},
			AvgRMSUnderVoltageCounter: &mmc.AvgRMSVoltageCounter{
				Value: number[int64](h.Args, v.UnderCounter)},
			AvgRMSVoltageProfileDataLog: &mmc.AvgRMSVoltageProfileDataLog{
				MeasurementPeriod: number[uint64](h.Args, v.Period)},
		}
		return &mmc.ReadNetworkDataRsp{Electricity: &mmc.ReadNetworkDataElectricity{
			SinglePhaseESME: data}}
	},
}, {
	service: "6.13", on: usecase.ESME | usecase.CHF,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadEventOrSecurityLog{ReadLogPeriod: p, LogToRead: "Event"}
	},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadEventOrSecurityLogRsp{Log: events(h.inPeriod(usecase.EventRecords))}
	},
}, {
	service: "6.13", on: usecase.ESME | usecase.CHF,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadEventOrSecurityLog{ReadLogPeriod: p, LogToRead: "Security"}
	},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadEventOrSecurityLogRsp{Log: events(h.inPeriod(usecase.SecurityRecords))}
	},
}, {
	service: "6.13", on: usecase.ESME,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadEventOrSecurityLog{ReadLogPeriod: p, LogToRead: "PowerEvent"}
	},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadEventOrSecurityLogRsp{Log: events(h.inPeriod(usecase.PowerEventRecords))}
	},
}}
