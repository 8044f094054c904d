package mmc

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// repeated are so many elements of one value.
func repeated(n int, of usecase.Arg) []usecase.Args {
	all := make([]usecase.Args, n)
	for i := range all {
		all[i] = usecase.Args{of}
	}
	return all
}

// twinRecord is a record of the registers of an ESME with two elements.
func twinRecord(args ...usecase.Arg) usecase.Args {
	tou, block := usecase.TOURegister.Is(4), repeated(8, usecase.BlockRegister.Is(5))
	return append(usecase.Args{
		usecase.RecordTime.Is(1), usecase.ActiveImport.Is(2), usecase.SecondaryActiveImport.Is(3),
		usecase.TOURegisters.Is(repeated(48, tou)...),
		usecase.SecondaryTOURegisters.Is(repeated(4, tou)...),
		usecase.RecordBlock1.Is(block...), usecase.RecordBlock2.Is(block...),
		usecase.RecordBlock3.Is(block...), usecase.RecordBlock4.Is(block...),
	}, args...)
}

// seldom are answers with values that values at random seldom are, with a text of their
// documents.
var seldom = []struct {
	useCase *usecase.UseCase
	row     int
	args    usecase.Args
	want    string
}{
	{usecase.ECS21a, 0, usecase.Args{usecase.DailyReadRecords.Is(twinRecord())},
		"<ra:SecondaryActiveImportRegisterConsumption>3</"},
	{usecase.ECS20b, 0, usecase.Args{usecase.TariffChangeRecords.Is(twinRecord(
		usecase.EmergencyCreditBalance.Is(1), usecase.MeterBalance.Is(2),
		usecase.PaymentDebtRegister.Is(3), usecase.TimeDebtRegister1.Is(4),
		usecase.TimeDebtRegister2.Is(5), usecase.AccumulatedDebtRegister.Is(-6)))},
		"<ra:AccumulatedDebtRegister>-6</"},
	{usecase.ECS26l, 0, usecase.Args{usecase.BillingTimes.Is(usecase.Args{
		usecase.BillingTime.Is(dlms.TimeOfDay{6, 30, 0, 0}),
		usecase.BillingDate.Is(dlms.Date{0xFF, 0xFF, 0xFF, 0xFF, 3}),
	})}, "<ra:BillingTime>06:30:00.00Z</ra:BillingTime><ra:Weekly>3</"},
	{usecase.DBCH01, 0, usecase.Args{usecase.OperatingSubGHzChannel.Is(
		usecase.BitString{Octets: []byte{31 << 3, 0, 0, 4}, N: 32})},
		"<ra:OperatingUpperBandSubGHzChannel><ra:Channel2/>"},
}

// seldomDocuments are the documents of what values at random seldom are.
func seldomDocuments(t *testing.T) (docs [][]byte) {
	t.Helper()
	seal := func(dst, plain []byte) []byte {
		return append(append(append(dst, make([]byte, 5)...), plain...), make([]byte, gbcs.MACSize)...)
	}
	add := func(m *gbcs.Message, want string) {
		var p Parser
		if err := p.tree.Read(m, clear); err != nil {
			t.Fatal(err)
		}
		doc := p.document("").Append(nil)
		if !strings.Contains(string(doc), want) {
			t.Errorf("%s: no %s in\n%s", p.tree.UseCase.Code, want, doc)
		}
		docs = append(docs, doc)
	}
	for _, s := range seldom {
		h := gbcs.Header{Flag: gbcs.Response, Message: s.useCase.Message}
		results := []usecase.Result{{Row: s.row, Args: s.args}}
		payload, err := s.useCase.AppendResponse(nil, &h, results, seal)
		if err != nil {
			t.Fatalf("%s: %v", s.useCase.Code, err)
		}
		add(&gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner}, s.want)
	}
	h := gbcs.Header{Flag: gbcs.Alert, Message: usecase.ECS68.Message}
	event := usecase.Event{Code: 0x8F0A, At: time.Unix(1e9, 0), Device: usecase.ESME}
	payload, err := usecase.ECS68.AppendAlert(nil, &h, event,
		usecase.Args{usecase.BillingRecords.Is(twinRecord())}, seal)
	if err != nil {
		t.Fatal(err)
	}
	add(&gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner},
		"<ra:SecondaryActiveImportRegisterValueConsumption>3</")
	return docs
}

// TestSeldom shows answers with values that values at random seldom are.
func TestSeldom(t *testing.T) {
	seldomDocuments(t)
	_, by, _ := usecase.GCS21f.MMC.Of(usecase.DayEntryAction)
	var day GasDayProfile
	if by(formOf(&day), uint8(0)); !day.BlockTariff || day.TOUTariffAction != nil {
		t.Errorf("a day without tiers: %+v", day)
	}
	_, by, _ = usecase.ECS101.MMC.Of(usecase.LimitedController)
	var limit LimitAPCLevelCommandProcessedDeviceAlert
	by(formOf(&limit), usecase.AuxiliaryDirection(0x25))
	if limit.AuxiliaryControllerN != 5 || !limit.InputFromControlledLoad {
		t.Errorf("the input of controller 5: %+v", limit)
	}
}
