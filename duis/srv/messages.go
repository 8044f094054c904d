package srv

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var messages = []*Variant{
	DisplayMessage,
	RestrictAccessForChangeOfTenancy,
	ClearEventLog,
	UpdateSupplierName,
	DisablePrivacyPIN,
	RequestCustomerIdentificationNumber,
}

// DisplayMessage is SRV 3.1: a message for the consumer. The type of the Device chooses between
// ECS10 and GCS07. DUIS 3.8.
var DisplayMessage = From(Variant{
	SRV:    "3.1",
	Name:   "Display Message",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.DisplayMessage]{
		UseCase: usecase.ECS10,
		Write: func(w *Writer, b *duis.DisplayMessage) {
			w.Add(usecase.SupplierMessage.Is(b.SupplierMessage))
		},
		Read: readDisplayMessage,
	},
	To[duis.DisplayMessage]{
		UseCase: usecase.GCS07,
		Write: func(w *Writer, b *duis.DisplayMessage) {
			w.Add(usecase.MessageID.Is(w.issued()), usecase.GasStartTime.Is(0),
				usecase.SupplierMessage.Is(b.SupplierMessage))
		},
		Read: func(r *Reader, b *duis.DisplayMessage) {
			uniform(r, usecase.MessageID)
			same(r, usecase.GasStartTime, 0)
			readDisplayMessage(r, b)
		},
	},
)

func readDisplayMessage(r *Reader, b *duis.DisplayMessage) {
	b.SupplierMessage = take(r, usecase.SupplierMessage)
	b.ExecutionDateTime = r.Asked.Body.(*duis.DisplayMessage).ExecutionDateTime // the DCC waits
}

// RestrictAccessForChangeOfTenancy is SRV 3.2: since when the consumer may see data. The type of
// the Device chooses between ECS12 and, for gas, GCS09 of the Gas Proxy Function. DUIS 3.8.
var RestrictAccessForChangeOfTenancy = From(Variant{
	SRV:    "3.2",
	Name:   "Restrict Access For Change Of Tenancy",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.RestrictAccessForChangeOfTenancy]{
		UseCase: usecase.ECS12,
		Write: func(w *Writer, b *duis.RestrictAccessForChangeOfTenancy) {
			at := dlms.DateTimeOf(w.wholeSecond(b.RestrictionDateTime), dlms.NotSpecified)
			w.Add(usecase.RestrictionDateTime.Is(at))
		},
		Read: func(r *Reader, b *duis.RestrictAccessForChangeOfTenancy) {
			d := take(r, usecase.RestrictionDateTime)
			at, ok := d.Time()
			if b.RestrictionDateTime = at; !ok || d != dlms.DateTimeOf(at, dlms.NotSpecified) {
				r.Fail("%s is no RestrictionDateTime", d)
			}
			r.tenancyExecution(b)
		},
	},
	To[duis.RestrictAccessForChangeOfTenancy]{
		UseCase: usecase.GCS09,
		Write: func(w *Writer, b *duis.RestrictAccessForChangeOfTenancy) {
			at := w.stamp(b.RestrictionDateTime)
			if at == 0 || at >= usecase.NeverCalendar {
				w.Refuse(duis.E64, "RestrictionDateTime %s: it would mean something else in a message",
					b.RestrictionDateTime)
			}
			w.Add(usecase.IssuerEventID.Is(w.issued()), usecase.TenancyChangeTime.Is(at))
		},
		Read: func(r *Reader, b *duis.RestrictAccessForChangeOfTenancy) {
			uniform(r, usecase.IssuerEventID)
			b.RestrictionDateTime = take(r, usecase.TenancyChangeTime).Time()
			r.tenancyExecution(b)
		},
	},
)

// tenancyExecution copies the date until which the DCC waits.
func (r *Reader) tenancyExecution(b *duis.RestrictAccessForChangeOfTenancy) {
	asked := r.Asked.Body.(*duis.RestrictAccessForChangeOfTenancy)
	b.ExecutionDateTime = asked.ExecutionDateTime
}

// ClearEventLog is SRV 3.3: an empty event log. Without an ESMEEventLogType it is CS11, for the
// log of a GSME or a Gas Proxy Function; with one it is ECS15a or, for the log of the auxiliary
// controllers, ECS15c. DUIS 3.8.
var ClearEventLog = From(Variant{
	SRV:    "3.3",
	Name:   "Clear Event Log",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.ClearEventLog]{
		UseCase: usecase.CS11,
		Why:     "body has no ESMEEventLogType",
		When:    func(b *duis.ClearEventLog) bool { return b.ESMEEventLogType == nil },
	},
	clearLogOf(usecase.ECS15a, "ESME"),
	clearLogOf(usecase.ECS15c, "ALCS"),
)

func clearLogOf(u *usecase.UseCase, log string) To[duis.ClearEventLog] {
	return To[duis.ClearEventLog]{
		UseCase: u,
		Why:     "ESMEEventLogType is " + log,
		When: func(b *duis.ClearEventLog) bool {
			return b.ESMEEventLogType != nil && *b.ESMEEventLogType == log
		},
		Read: func(_ *Reader, b *duis.ClearEventLog) { b.ESMEEventLogType = &log },
	}
}

// UpdateSupplierName is SRV 3.4: name and telephone number of the supplier. The type of the
// Device chooses between ECS16 and GCS44. DUIS 3.8.
var UpdateSupplierName = From(Variant{
	SRV:    "3.4",
	Name:   "Update Supplier Name",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateSupplierName]{
		UseCase: usecase.ECS16,
		Write:   writeSupplierName,
		Read:    readSupplierName,
	},
	To[duis.UpdateSupplierName]{
		UseCase: usecase.GCS44,
		Write: func(w *Writer, b *duis.UpdateSupplierName) {
			w.Add(usecase.IssuerEventID.Is(w.issued()))
			writeSupplierName(w, b)
		},
		Read: func(r *Reader, b *duis.UpdateSupplierName) {
			uniform(r, usecase.IssuerEventID)
			readSupplierName(r, b)
		},
	},
)

func writeSupplierName(w *Writer, b *duis.UpdateSupplierName) {
	w.Add(usecase.SupplierName.Is(b.SupplierName),
		usecase.SupplierTelephoneNumber.Is(b.SupplierTelephoneNumber))
}

func readSupplierName(r *Reader, b *duis.UpdateSupplierName) {
	b.SupplierName = take(r, usecase.SupplierName)
	b.SupplierTelephoneNumber = take(r, usecase.SupplierTelephoneNumber)
	b.ExecutionDateTime = r.Asked.Body.(*duis.UpdateSupplierName).ExecutionDateTime // the DCC waits
}

// DisablePrivacyPIN is SRV 3.5: no PIN any more before the consumer's data. The type of the
// Device chooses between ECS14 and GCS11. DUIS 3.8.
var DisablePrivacyPIN = From(Variant{
	SRV:    "3.5",
	Name:   "Disable Privacy PIN",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.DisablePrivacyPIN]{UseCase: usecase.ECS14},
	To[duis.DisablePrivacyPIN]{
		UseCase: usecase.GCS11,
		Write: func(w *Writer, _ *duis.DisablePrivacyPIN) {
			w.Add(usecase.IssuerEventID.Is(w.issued()))
		},
		Read: func(r *Reader, _ *duis.DisablePrivacyPIN) { uniform(r, usecase.IssuerEventID) },
	},
)

// RequestCustomerIdentificationNumber is SRV 9.1: four digits of the DCC's on the display, for
// the consumer to read out. The type of the Device chooses between ECS50 and GCS36. DUIS 3.8.
var RequestCustomerIdentificationNumber = From(Variant{
	SRV:    "9.1",
	Name:   "Request Customer Identification Number",
	Roles:  Roles{duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.RequestCustomerIdentificationNumber]{
		UseCase: usecase.ECS50,
		Write: func(w *Writer, _ *duis.RequestCustomerIdentificationNumber) {
			w.customerIdentification()
		},
		Read: func(r *Reader, _ *duis.RequestCustomerIdentificationNumber) {
			r.customerIdentification()
		},
	},
	To[duis.RequestCustomerIdentificationNumber]{
		UseCase: usecase.GCS36,
		Write: func(w *Writer, _ *duis.RequestCustomerIdentificationNumber) {
			w.Add(usecase.IssuerEventID.Is(w.issued()))
			w.customerIdentification()
		},
		Read: func(r *Reader, _ *duis.RequestCustomerIdentificationNumber) {
			uniform(r, usecase.IssuerEventID)
			r.customerIdentification()
		},
	},
)

// errNoCIN is a fault of the caller, not of the request.
var errNoCIN = errors.New("srv: give the Customer Identification Number, four digits")

// customerIdentification says the number that the DCC has made up.
func (w *Writer) customerIdentification() {
	cin := w.Inputs.CIN
	if len(cin) != 4 || strings.Trim(cin, "0123456789") != "" {
		w.fail(errNoCIN)
		return
	}
	w.Add(usecase.CustomerIdentificationNumber.Is(cin))
}

// customerIdentification takes a number, which no request says.
func (r *Reader) customerIdentification() {
	cin := take(r, usecase.CustomerIdentificationNumber)
	for _, digit := range []byte(cin) {
		if digit < '0' || digit > '9' {
			r.Fail("the Customer Identification Number is %q: want four digits", cin)
		}
	}
}
