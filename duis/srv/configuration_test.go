package srv_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// becomes is the Use Case of a request, whose message must correlate.
func becomes(t *testing.T, number string, in srv.Inputs, body duis.Body) string {
	t.Helper()
	agreeOn(t, number, in, body)
	in.Broker, in.Counter, in.Known = broker, 1300, true
	out, err := srv.Transform(askFor(t, number, body), in)
	if err != nil {
		return err.Error()
	}
	return out.UseCase.Code
}

// TestConfigurationReads are the requests whose bodies say nothing: what they become, by the
// Device and what is known of it.
func TestConfigurationReads(t *testing.T) {
	esme, gsme := srv.Inputs{Device: usecase.ESME}, srv.Inputs{Device: usecase.GSME}
	gpf, chf := srv.Inputs{Device: usecase.GPF}, srv.Inputs{Device: usecase.CHF}
	single := srv.Inputs{Device: usecase.ESME, ESMEVariant: "ADE"}
	poly := srv.Inputs{Device: usecase.ESME, ESMEVariant: "CDE"}
	supplier := srv.Inputs{Device: usecase.ESME, Role: duis.IS}
	network := srv.Inputs{Device: usecase.ESME, Role: duis.ED}
	for _, test := range []struct {
		number string
		body   duis.Body
		in     srv.Inputs
		want   string
	}{
		{"6.2.1", &duis.ReadDeviceConfigurationVoltage{}, esme, "ECS26b"},
		{"6.2.1", &duis.ReadDeviceConfigurationVoltage{}, single, "ECS26b"},
		{"6.2.1", &duis.ReadDeviceConfigurationVoltage{}, poly, "ECS26k"},
		{"6.2.2", &duis.ReadDeviceConfigurationRandomisation{}, esme, "ECS26c"},
		{"6.2.3", &duis.ReadDeviceConfigurationBillingCalendar{}, esme, "ECS26l"},
		{"6.2.3", &duis.ReadDeviceConfigurationBillingCalendar{}, firstVersion(usecase.ESME), "ECS26d"},
		{"6.2.3", &duis.ReadDeviceConfigurationBillingCalendar{}, gpf, "GCS21k"},
		{"6.2.3", &duis.ReadDeviceConfigurationBillingCalendar{}, firstVersion(usecase.GSME), "GCS21d"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, esme, "ECS26m"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, gsme, "GCS21m"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, chf, "ECS26n"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, firstVersion(usecase.ESME), "ECS26e"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, firstVersion(usecase.GSME), "GCS21e"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, firstVersion(usecase.CHF), "ECS26i"},
		{"6.2.4", &duis.ReadDeviceConfigurationIdentityExcMPxN{}, gpf, "GCS21e"},
		{"6.2.5", &duis.ReadDeviceConfigurationInstantaneousPowerThresholds{}, esme, "ECS26f"},
		{"6.2.7", &duis.ReadDeviceConfigurationMPxN{}, esme, "ECS40"},
		{"6.2.7", &duis.ReadDeviceConfigurationMPxN{}, gsme, "GCS46"},
		{"6.2.7", &duis.ReadDeviceConfigurationMPxN{}, gpf, "GCS46"},
		{"6.2.8", &duis.ReadDeviceConfigurationGas{}, gsme, "GCS21a"},
		{"6.2.9", &duis.ReadDeviceConfigurationPaymentMode{}, esme, "ECS26j"},
		{"6.2.9", &duis.ReadDeviceConfigurationPaymentMode{}, gpf, "GCS21j"},
		{"6.2.10", &duis.ReadDeviceConfigurationEventAndAlertBehaviours{}, supplier, "ECS25r1"},
		{"6.2.10", &duis.ReadDeviceConfigurationEventAndAlertBehaviours{}, network, "ECS25r2"},
		{"6.2.10", &duis.ReadDeviceConfigurationEventAndAlertBehaviours{}, gsme, "GCS20r"},
		{"6.4.2", &duis.UpdateDeviceConfigurationLoadLimitingCounterReset{}, esme, "ECS28b"},
		{"6.27", &duis.UpdateDeviceConfigurationRMSVoltageCounterReset{}, esme, "ECS29e"},
		{"6.27", &duis.UpdateDeviceConfigurationRMSVoltageCounterReset{}, poly, "ECS29f"},
		{"6.29", &duis.RequestCHFSubGHzChannelScan{}, chf, "DBCH05"},
		{"6.30", &duis.ReadCHFSubGHzConfiguration{}, chf, "DBCH03"},
		{"6.31", &duis.ReadCHFSubGHzChannel{}, chf, "DBCH01"},
	} {
		if got := becomes(t, test.number, test.in, test.body); got != test.want {
			t.Errorf("%s to a %s: got %s, want %s", test.number, test.in.Device, got, test.want)
		}
	}
	behaviours := askFor(t, "6.2.10", &duis.ReadDeviceConfigurationEventAndAlertBehaviours{})
	var ambiguous *srv.AmbiguousError
	esme.Known = true
	if _, err := srv.Transform(behaviours, esme); !errors.As(err, &ambiguous) {
		t.Errorf("6.2.10 without a role: %v", err)
	}
	refusedWith(t, "6.2.8", gpf, &duis.ReadDeviceConfigurationGas{}, duis.E11)
}

// TestConfigurationDates: what a message says of dates on which it is carried out, and that a
// date until which the DCC waits is not in it.
func TestConfigurationDates(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	at := time.Date(2031, 2, 3, 4, 5, 6, 0, time.UTC)
	never := time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC)
	limits := func(at *time.Time) duis.Body {
		return &duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings{
			ExecutionDateTime: at, LoadLimitPeriod: 1, LoadLimitPowerThreshold: 1<<32 - 1,
			LoadLimitRestorationPeriod: 2, LoadLimitSupplyState: "Disable",
		}
	}
	for date, want := range map[*time.Time]string{
		nil: "000000000000000000", &at: "07EF0203FF04050600", &never: "FFFFFFFFFFFFFFFFFF",
	} {
		want = strings.Repeat("090C"+want+"8000FF", 4)
		got := agreeOn(t, "6.4.1", esme, limits(date))
		if !strings.HasSuffix(got, "03FF"+"06FFFFFFFF"+"0600000001"+"0600000002"+want) {
			t.Errorf("got %s, want the end %s", got, want)
		}
	}
	past, fraction := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), at.Add(time.Millisecond)
	refusedWith(t, "6.4.1", known(esme), limits(&past), duis.E64)
	refusedWith(t, "6.4.1", known(esme), limits(&fraction), duis.E64)
	threshold := &duis.UpdateDeviceConfigurationInstantaneousPowerThreshold{
		LowMediumPowerThreshold: 1, MediumHighPowerThreshold: 2,
	}
	now := agreeOn(t, "6.12", esme, threshold)
	threshold.ExecutionDateTime = &at
	if later := agreeOn(t, "6.12", esme, threshold); later != now {
		t.Errorf("got %s, want %s", later, now)
	}
}

func known(in srv.Inputs) srv.Inputs {
	in.Known = true
	return in
}

// voltage are settings of 6.5, all different, for a number of phases.
func voltage(phases ...uint8) *duis.UpdateDeviceConfigurationVoltage {
	b := &duis.UpdateDeviceConfigurationVoltage{RMSVoltageSettings: duis.RMSVoltageSettings{
		RMSExtremeOverVoltageMeasurementPeriod: 1, RMSExtremeOverVoltageThreshold: 2,
		RMSExtremeUnderVoltageMeasurementPeriod: 3, RMSExtremeUnderVoltageThreshold: 4,
		RMSVoltageSagMeasurementPeriod: 5, RMSVoltageSagThreshold: 6,
		RMSVoltageSwellMeasurementPeriod: 7, RMSVoltageSwellThreshold: 8,
	}}
	if len(phases) == 0 {
		b.SinglePhaseVoltageSettings = &duis.AverageRMSVoltageSettings{
			AverageRMSOverVoltageThreshold: 11, AverageRMSUnderVoltageThreshold: 12,
			AverageRMSVoltageMeasurementPeriod: 13,
		}
	}
	for _, phase := range phases {
		n := 10 * uint32(phase)
		b.PolyPhaseVoltageSettings = append(b.PolyPhaseVoltageSettings, duis.PolyPhaseVoltageSettings{
			Phase: phase, PhaseVoltageSettings: duis.AverageRMSVoltageSettings{
				AverageRMSOverVoltageThreshold: n + 1, AverageRMSUnderVoltageThreshold: n + 2,
				AverageRMSVoltageMeasurementPeriod: n + 3,
			},
		})
	}
	return b
}

func TestVoltage(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	poly := srv.Inputs{Device: usecase.ESME, ESMEVariant: "C"}
	for _, test := range []struct {
		in   srv.Inputs
		body *duis.UpdateDeviceConfigurationVoltage
		kept bool
		want string
	}{
		{esme, voltage(), false, "ECS29a"}, {esme, voltage(), true, "ECS29c"},
		{esme, voltage(1, 2, 3), false, "ECS29b"}, {poly, voltage(1, 2, 3), true, "ECS29d"},
		{poly, voltage(3, 1, 2), false, "ECS29b"},
	} {
		test.body.RMSVoltageCountersNotReset = test.kept
		if got := becomes(t, "6.5", test.in, test.body); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	if agreeOn(t, "6.5", poly, voltage(1, 2, 3)) != agreeOn(t, "6.5", poly, voltage(2, 3, 1)) {
		t.Error("the order of phases matters")
	}
	refusedWith(t, "6.5", known(poly), voltage(), duis.E11)
	single := srv.Inputs{Device: usecase.ESME, ESMEVariant: "BD"}
	refusedWith(t, "6.5", known(single), voltage(1, 2, 3), duis.E11)
	refusedWith(t, "6.5", known(poly), voltage(1, 2, 2), "E060502")
	refusedWith(t, "6.5", known(poly), voltage(1, 2), "E060502")
	// A message that is for other phases than the request says.
	req := askFor(t, "6.5", voltage(1, 2, 3))
	out, err := srv.Transform(req, known(poly))
	if err != nil {
		t.Fatal(err)
	}
	message := out.Message.Append(nil)
	for _, other := range []*duis.UpdateDeviceConfigurationVoltage{
		voltage(), voltage(1, 1, 3), voltage(1, 3, 2),
	} {
		req.Body = other
		agrees := srv.Correlate(req, message, srv.Inputs{}) == nil
		phases := other.PolyPhaseVoltageSettings
		if same := len(phases) == 3 && phases[1].Phase == 3; agrees != same {
			t.Errorf("%+v: correlates %v", other, agrees)
		}
	}
}

func TestMaximumDemand(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	times := func(start, end time.Duration) duis.Body {
		return &duis.SetMaximumDemandConfigurableTimePeriod{
			MaximumDemandTimePeriodSchedule: duis.MaximumDemandTimePeriodSchedule{
				StartTime: duis.TimeOfDay(start), EndTime: duis.TimeOfDay(end),
			},
		}
	}
	got := agreeOn(t, "6.18.1", esme, times(24*time.Hour-10*time.Millisecond, 0))
	for _, want := range []string{"120000" + "03FF" + "090600000A8064FF" + "120001" + "0904173B3B63",
		"120001" + "03FF" + "090600000A8064FF" + "120002" + "090400000000"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	refusedWith(t, "6.18.1", known(esme), times(time.Hour, time.Hour), "E061801")
	refusedWith(t, "6.18.1", known(esme), times(time.Hour, time.Millisecond), duis.E64)
	for registers := range 8 {
		b := &duis.ResetMaximumDemandRegisters{
			MaxDemandActivePowerImportValue:           registers&1 != 0,
			MaxDemandActivePowerExportValue:           registers&2 != 0,
			MaxDemandConfigTimeActivePowerImportValue: registers&4 != 0,
		}
		if registers == 0 {
			refusedWith(t, "6.18.2", known(esme), b, "E061802")
			continue
		}
		got := agreeOn(t, "6.18.2", esme, b)
		for bit, name := range map[int]string{
			1: "0100010600FF01", 2: "0100020600FF01", 4: "0100010601FF01",
		} {
			if strings.Contains(got, name) != (registers&bit != 0) {
				t.Errorf("registers %d: got %s", registers, got)
			}
		}
	}
}

func TestSupplyStates(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	for state, want := range map[string]string{"Locked": "0103FF", "Unchanged": "010300"} {
		b := &duis.SetElectricitySupplyTamperState{SupplyTamperState: state}
		if got := agreeOn(t, "6.25", esme, b); !strings.HasSuffix(got, want) {
			t.Errorf("%s: got %s", state, got)
		}
	}
	for reset, want := range map[bool]string{
		true: "01" + "0101" + "0202" + "090400000000" + "0905FFFFFFFFFF", false: "01" + "0100",
	} {
		b := &duis.UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix{
			DailyTariffBlockCounterMatrixReset: reset,
		}
		if got := agreeOn(t, "6.26", esme, b); !strings.HasSuffix(got, want) {
			t.Errorf("%v: got %s", reset, got)
		}
	}
}

func TestGasConfiguration(t *testing.T) {
	gsme := srv.Inputs{Device: usecase.GSME, At: time.Date(2030, 1, 1, 0, 0, 1, 0, time.UTC)}
	newest := srv.Inputs{Device: usecase.GSME, GBCSVersion: "4.2", Known: true}
	conversion := &duis.UpdateDeviceConfigurationGasConversion{
		CalorificValue: 1<<32 - 1, ConversionFactor: 1,
	}
	const want = "0109" + "02" + "0007000010" + "090002" + "01956E38" + "00000000" + "01000000" +
		"50" + "0107000011" + "090103" + "01956E38" + "00000000" + "FFFFFFFF" + "01" + "10"
	if got := agreeOn(t, "6.6", gsme, conversion); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, depletion := range []string{"Locked", "Unchanged"} {
		for _, tamper := range []string{"Locked", "Unchanged"} {
			b := &duis.UpdateDeviceConfigurationGasFlow{
				UncontrolledGasFlowRateDecimal: new(uint16(65535)), SupplyDepletionState: depletion,
				SupplyTamperState: tamper, StabilisationPeriod: 255, MeasurementPeriod: 65535,
			}
			state := map[string]string{"Locked": "00", "Unchanged": "03"}
			want := "01956E38" + state[tamper] + state[depletion] + "0003"
			if got := agreeOn(t, "6.7", gsme, b); !strings.HasSuffix(got, want) {
				t.Errorf("tamper %s, depletion %s: got %s", tamper, depletion, got)
			}
			b.UncontrolledGasFlowRate, b.UncontrolledGasFlowRateDecimal = new(uint16(0)), nil
			if got := becomes(t, "6.7", firstVersion(usecase.GSME), b); got != "GCS24" {
				t.Errorf("got %s", got)
			}
			refusedWith(t, "6.7", newest, b, duis.E60)
		}
	}
}

// TestElectricityBillingCalendar: the dates of each periodicity.
func TestElectricityBillingCalendar(t *testing.T) {
	esme, first := srv.Inputs{Device: usecase.ESME}, firstVersion(usecase.ESME)
	month := func(day, month uint8) *duis.BillingCalendarQSMY {
		return &duis.BillingCalendarQSMY{DayOfMonth: day, BillingPeriodStartMonth: month}
	}
	for _, test := range []struct {
		calendar duis.ElectricityBillingCalendar
		dates    []string
	}{
		{duis.ElectricityBillingCalendar{Daily: true}, []string{"FFFFFFFFFF"}},
		{duis.ElectricityBillingCalendar{Weekly: new(uint8(1))}, []string{"FFFFFFFF01"}},
		{duis.ElectricityBillingCalendar{Weekly: new(uint8(7))}, []string{"FFFFFFFF07"}},
		{duis.ElectricityBillingCalendar{Monthly: new(uint8(28))}, []string{"FFFFFF1CFF"}},
		{duis.ElectricityBillingCalendar{Quarterly: month(28, 2)},
			[]string{"FFFF021CFF", "FFFF051CFF", "FFFF081CFF", "FFFF0B1CFF"}},
		{duis.ElectricityBillingCalendar{Quarterly: month(1, 12)},
			[]string{"FFFF0C01FF", "FFFF0301FF", "FFFF0601FF", "FFFF0901FF"}},
		{duis.ElectricityBillingCalendar{SixMonthly: month(2, 7)}, []string{"FFFF0702FF", "FFFF0102FF"}},
		{duis.ElectricityBillingCalendar{Yearly: month(3, 12)}, []string{"FFFF0C03FF"}},
	} {
		b := &duis.UpdateDeviceConfigurationBillingCalendar{ElectricityBillingCalendar: &test.calendar}
		test.calendar.BillingTime = duis.TimeOfDay(23*time.Hour + 59*time.Minute)
		want := fmt.Sprintf("01%02X", len(test.dates))
		for _, date := range test.dates {
			want += "0202" + "0904173B0000" + "0905" + date
		}
		if got := agreeOn(t, "6.8", esme, b); !strings.HasSuffix(got, want) {
			t.Errorf("got %s, want the end %s", got, want)
		}
		if got := becomes(t, "6.8", esme, b); got != "ECS30a" {
			t.Errorf("got %s", got)
		}
		if test.calendar.Monthly == nil {
			refusedWith(t, "6.8", known(first), b, duis.E60)
		} else if got := becomes(t, "6.8", first, b); got != "ECS30" {
			t.Errorf("got %s", got)
		}
		refusedWith(t, "6.8", known(srv.Inputs{Device: usecase.GSME}), b, duis.E11)
	}
}

func TestGasBillingCalendar(t *testing.T) {
	gsme, first := srv.Inputs{Device: usecase.GSME}, firstVersion(usecase.GSME)
	calendar := func(start time.Time, periodicity string) duis.Body {
		return &duis.UpdateDeviceConfigurationBillingCalendar{
			GasBillingCalendar: &duis.GasBillingCalendar{
				BillingPeriodStart: start, Periodicity: periodicity,
			},
		}
	}
	start := time.Date(2000, 1, 1, 0, 0, 1, 0, time.UTC)
	for periodicity, want := range map[string][2]string{
		"Daily": {"010000", "21"}, "Weekly": {"010000", "22"}, "Monthly": {"010000", "23"},
		"Quarterly": {"030000", "23"}, "SixMonthly": {"060000", "23"}, "Yearly": {"0C0000", "23"},
	} {
		got := agreeOn(t, "6.8", gsme, calendar(start, periodicity))
		end := "00000000" + "804A371C" + "01000000" + want[0] + "02" + want[1] + "00" + "01"
		if !strings.HasSuffix(got, end) ||
			!strings.Contains(got, "00000000"+"804A371C"+"01000000"+want[0]+want[1]+"00") {
			t.Errorf("%s: got %s, want the end %s", periodicity, got, end)
		}
		switch {
		case periodicity != "Monthly":
			refusedWith(t, "6.8", known(first), calendar(start, periodicity), duis.E60)
		case becomes(t, "6.8", first, calendar(start, periodicity)) != "GCS25":
			t.Error("an earlier GSME does not get GCS25")
		}
	}
	last := time.Date(2136, 2, 7, 6, 28, 14, 0, time.UTC)
	agreeOn(t, "6.8", gsme, calendar(last, "Yearly"))
	refusedWith(t, "6.8", known(gsme), calendar(last.Add(time.Second), "Yearly"), duis.E64)
	refusedWith(t, "6.8", known(srv.Inputs{Device: usecase.ESME}), calendar(start, "Daily"), duis.E11)
}

func TestSynchroniseClock(t *testing.T) {
	clock := func(at time.Time, tolerance uint32) duis.Body {
		return &duis.SynchroniseClock{CurrentDateTime: at, TolerancePeriod: tolerance}
	}
	at := time.Date(2027, 12, 31, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		tolerance uint32
		esme      string // the end of the interval
		gsme      string
	}{
		{0, "07EB0C1FFF0C0000008000FF", "20271231120000Z"},
		{1, "07EB0C1FFF0C0001008000FF", "20271231120001Z"},
		{86400, "07EC0101FF0C0000008000FF", "20280101120000Z"},
	} {
		got := agreeOn(t, "6.11", srv.Inputs{Device: usecase.ESME}, clock(at, test.tolerance))
		want := "090C" + "07EB0C1FFF0C0000008000FF" + "090C" + test.esme + "0F00" + "0000"
		if !strings.HasSuffix(got, want) {
			t.Errorf("got %s, want the end %s", got, want)
		}
		got = agreeOn(t, "6.11", srv.Inputs{Device: usecase.GSME}, clock(at, test.tolerance))
		want = fmt.Sprintf("3022"+"180F%X"+"180F%X", "20271231120000Z", test.gsme)
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, d := range []usecase.Device{usecase.ESME, usecase.GSME} {
		in := known(srv.Inputs{Device: d})
		refusedWith(t, "6.11", in, clock(at.Add(time.Millisecond), 1), duis.E64)
		refusedWith(t, "6.11", in, clock(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), 1), duis.E64)
	}
}

// TestReadLogs: which log of which Device can be read, and by which Use Case.
func TestReadLogs(t *testing.T) {
	log := func(name string) *duis.ReadEventOrSecurityLog {
		return &duis.ReadEventOrSecurityLog{LogToRead: name, ReadLogPeriod: duis.ReadLogPeriod{
			StartDateTime: time.Date(2029, 12, 31, 23, 59, 59, 0, time.UTC),
			EndDateTime:   time.Date(2030, 1, 1, 0, 0, 1, 0, time.UTC),
		}}
	}
	names := []string{"Event", "ALCSEvent", "PowerEvent", "Security", "GSMEEvent", "GSMESecurity"}
	for device, want := range map[usecase.Device]map[string]string{
		usecase.ESME: {"Event": "ECS35a", "Security": "ECS35b", "PowerEvent": "ECS35e",
			"ALCSEvent": "ECS35g"},
		usecase.CHF:  {"Event": "ECS35c", "Security": "ECS35d"},
		usecase.GSME: {"Event": "CS10a 13", "Security": "CS10b 04"},
		usecase.GPF: {"Event": "CS10a 13", "Security": "CS10b 04", "GSMEEvent": "CS10a 16",
			"GSMESecurity": "CS10b 07"},
	} {
		in := srv.Inputs{Device: device}
		for _, name := range names {
			code, id, gas := strings.Cut(want[name], " ")
			if code == "" {
				refusedWith(t, "6.13", known(in), log(name), duis.E11)
				continue
			}
			if got := becomes(t, "6.13", in, log(name)); got != code {
				t.Errorf("%s of a %s: got %s, want %s", name, device, got, code)
			}
			period := "06386E94FF" + "06386E9501" + "0100"
			if gas {
				period = "010000" + id + "0000" + "FF946E38" + "01956E38" + "00" + "0000"
			}
			if got := agreeOn(t, "6.13", in, log(name)); !strings.Contains(got, period) {
				t.Errorf("%s of a %s: got %s", name, device, got)
			}
		}
		inverted := log("Event")
		inverted.ReadLogPeriod.EndDateTime = inverted.ReadLogPeriod.StartDateTime.Add(-time.Second)
		refusedWith(t, "6.13", known(in), inverted, "E061305")
	}
	if got := becomes(t, "6.13", firstVersion(usecase.ESME), log("ALCSEvent")); got != "ECS35f" {
		t.Errorf("got %s", got)
	}
	chf := srv.Inputs{Device: usecase.CHF}
	channels := &duis.ReadCHFSubGHzChannelLog{ReadLogPeriod: log("").ReadLogPeriod}
	if got := becomes(t, "6.32", chf, channels); got != "DBCH02" {
		t.Errorf("got %s", got)
	}
}

func TestMPxN(t *testing.T) {
	esme, gsme := srv.Inputs{Device: usecase.ESME}, srv.Inputs{Device: usecase.GSME}
	one := &duis.SetDeviceConfigurationImportMPxN{
		ImportMPANs: &duis.ImportMPANs{ImportMPAN: "1312345678111"},
	}
	got := agreeOn(t, "6.20.1", esme, one)
	if !strings.HasSuffix(got, "090D31333132333435363738313131") {
		t.Errorf("got %s", got)
	}
	one.ImportMPANs.SecondaryImportMPAN = new("0000000000000")
	got = agreeOn(t, "6.20.1", esme, one)
	if !strings.HasSuffix(got, "38313131"+strings.Repeat("30", 13)) {
		t.Errorf("got %s", got)
	}
	refusedWith(t, "6.20.1", known(gsme), one, duis.E11)
	one.ImportMPANs.ImportMPAN = "131234567811\u00e9"
	refusedWith(t, "6.20.1", known(esme), one, duis.E64)
	for mprn, want := range map[string]string{"1": "0131", "1234567890": "0A31323334353637383930"} {
		b := &duis.SetDeviceConfigurationImportMPxN{ImportMPRN: new(mprn)}
		got := agreeOn(t, "6.20.1", gsme, b)
		if !strings.HasSuffix(got, "804A371C"+"0000000000000000"+want) {
			t.Errorf("got %s", got)
		}
		refusedWith(t, "6.20.1", known(esme), b, duis.E11)
	}
	export := &duis.SetDeviceConfigurationExportMPAN{ExportMPAN: "1312345678333"}
	if got := becomes(t, "6.20.2", esme, export); got != "ECS39b" {
		t.Errorf("got %s", got)
	}
}

// TestConfigurationReadsNothingElse: values that the Use Case can say and no request asks for.
func TestConfigurationReadsNothingElse(t *testing.T) {
	date := func(octets ...byte) usecase.Arg {
		return usecase.BillingDate.Is([5]byte(octets))
	}
	calendar := func(dates ...usecase.Arg) usecase.Args {
		var times []usecase.Args
		for _, date := range dates {
			times = append(times, usecase.Args{usecase.BillingTime.Is([4]byte{}), date})
		}
		return usecase.Args{usecase.BillingTimes.Is(times...)}
	}
	yearly := &duis.UpdateDeviceConfigurationBillingCalendar{
		ElectricityBillingCalendar: &duis.ElectricityBillingCalendar{
			SixMonthly: &duis.BillingCalendarQSMY{DayOfMonth: 1, BillingPeriodStartMonth: 1},
		},
	}
	req := askFor(t, "6.8", yearly)
	for _, test := range []struct {
		args       usecase.Args
		correlates bool
	}{
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF), date(0xFF, 0xFF, 7, 1, 0xFF)), true},
		{calendar(date(0xFF, 0xFF, 7, 1, 0xFF), date(0xFF, 0xFF, 1, 1, 0xFF)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF), date(0xFF, 0xFF, 6, 1, 0xFF)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF), date(0xFF, 0xFF, 7, 2, 0xFF)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF), date(0x07, 0xE0, 7, 1, 0xFF)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 1), date(0xFF, 0xFF, 7, 1, 1)), false},
		{calendar(date(0xFF, 0xFF, 1, 1, 0xFF), date(0xFF, 0xFF, 5, 1, 0xFF),
			date(0xFF, 0xFF, 9, 1, 0xFF)), false},
	} {
		out, err := srv.Transform(req, known(srv.Inputs{Device: usecase.ESME}))
		if err != nil {
			t.Fatal(err)
		}
		out.Message.Payload, err = usecase.ECS30a.AppendCommand(nil, out.Message.Header, test.args)
		if err != nil {
			t.Fatal(err)
		}
		err = srv.Correlate(req, out.Message.Append(nil), srv.Inputs{})
		if (err == nil) != test.correlates {
			t.Errorf("%v: %v", test.args, err)
		}
	}
}
