package srv_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestElectricityAlerts: each branch has its Use Case, its role and its events.
func TestElectricityAlerts(t *testing.T) {
	supplier := &duis.ElectricitySupplierAlerts{
		SupplierESMECommon: duis.SupplierESMECommon{
			"x810D": "Enable", "x81C6": "Disable", "x81A0": "Enable",
		},
	}
	network := &duis.ElectricityNetworkOperatorAlerts{
		NetworkOperatorESMECommon:      duis.NetworkOperatorESMECommon{},
		NetworkOperatorESMESinglePhase: duis.NetworkOperatorESMESinglePhase{"x8002": "Enable"},
	}
	threePhases := &duis.ElectricityNetworkOperatorAlerts{
		NetworkOperatorESMEPolyPhase: duis.NetworkOperatorESMEPolyPhase{
			"x809C": "Enable", "x8003": "Disable",
		},
	}
	zeros := func(n int) string { return strings.Repeat("00", n) }
	supplied := "0482" + "0200" + zeros(7) + "40" + zeros(3) + "01" + zeros(18) + "2000" +
		zeros(11) + "01" + zeros(18) + "2000"
	for _, test := range []struct {
		want string
		body *duis.ConfigureAlertBehaviour
		bits string
	}{
		{"ECS25a", &duis.ConfigureAlertBehaviour{ElectricitySupplierAlerts: supplier}, supplied},
		{"ECS25a1", &duis.ConfigureAlertBehaviour{ElectricitySupplierHANAlertSettings: supplier},
			supplied},
		{"ECS25a2", &duis.ConfigureAlertBehaviour{ElectricitySupplierAlarmSettings: supplier}, supplied},
		{"ECS25a3", &duis.ConfigureAlertBehaviour{ElectricitySupplierLoggingSettings: supplier},
			supplied},
		{"ECS25b", &duis.ConfigureAlertBehaviour{ElectricityNetworkOperatorAlerts: network},
			"04820200" + zeros(31) + "04" + zeros(31) + "04"},
		{"ECS25b3", &duis.ConfigureAlertBehaviour{ElectricityNetworkOperatorLoggingSettings: threePhases},
			"04820200" + zeros(12) + "10" + zeros(18) + "08" + zeros(12) + "10" + zeros(19)},
		{"ECS25a", &duis.ConfigureAlertBehaviour{
			ElectricitySupplierAlerts: &duis.ElectricitySupplierAlerts{}}, "04820200" + zeros(64)},
		{"ECS25a", &duis.ConfigureAlertBehaviour{
			ElectricitySupplierAlerts: &duis.ElectricitySupplierAlerts{
				SupplierESMEPolyPhase: duis.SupplierESMEPolyPhase{"x81B7": "Enable"},
			}}, "04820200" + zeros(9) + "80" + zeros(31) + "80" + zeros(22)},
	} {
		in := srv.Inputs{Device: usecase.ESME}
		if got := becomes(t, "6.22", in, test.body); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		if got := agreeOn(t, "6.22", in, test.body); !strings.HasSuffix(got, test.bits) {
			t.Errorf("%s: got %s, want the end %s", test.want, got, test.bits)
		}
		in.Role = duis.IS
		if strings.HasPrefix(test.want, "ECS25a") {
			in.Role = duis.ED
		}
		refusedWith(t, "6.22", known(in), test.body, "E062202")
		refusedWith(t, "6.22", known(srv.Inputs{Device: usecase.GSME}), test.body, duis.E11)
	}
	in := srv.Inputs{Device: usecase.ESME, ESMEVariant: "C"}
	body := &duis.ConfigureAlertBehaviour{ElectricityNetworkOperatorAlerts: threePhases}
	agreeOn(t, "6.22", in, body)
	in.ESMEVariant = "ADE"
	refusedWith(t, "6.22", known(in), body, "E062203")
}

// alerts are settings of some of the events of a branch.
func alerts(rng *rand.Rand, names string) map[string]duis.EnableDisableAlert {
	some := map[string]duis.EnableDisableAlert{}
	for name := range strings.FieldsSeq(names) {
		if n := rng.IntN(3); n < 2 {
			some[name] = []duis.EnableDisableAlert{duis.EnableAlert, duis.DisableAlert}[n]
		}
	}
	return some
}

// gasNames are events of GasSupplierAlerts.
const gasNames = "x810D x810E x8119 x8145 x8154 x8155 x8168 x8183 x8184 x81A1 x81A4 x81AA x81AB " +
	"x81B4 x81BE x81BF x81C0 x81C2 x81C3 x81C4 x81C5"

func TestAlertsAtRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 22))
	for range 50 {
		supplier := &duis.ElectricitySupplierAlerts{
			SupplierESMECommon:    alerts(rng, "x810D x810E x8119 x8145 x81A0 x81C5 x81C6"),
			SupplierESMEPolyPhase: alerts(rng, "x81B7"),
		}
		network := &duis.ElectricityNetworkOperatorAlerts{
			NetworkOperatorESMECommon:    alerts(rng, "x8014 x8015"),
			NetworkOperatorESMEPolyPhase: alerts(rng, "x8003 x8011 x8013 x8016 x8020 x809C"),
		}
		if rng.IntN(2) == 0 {
			network.NetworkOperatorESMEPolyPhase = nil
			network.NetworkOperatorESMESinglePhase = alerts(rng, "x8002 x8006 x8010 x8099")
		}
		for _, body := range []duis.Body{
			&duis.ConfigureAlertBehaviour{ElectricitySupplierAlerts: supplier},
			&duis.ConfigureAlertBehaviour{ElectricityNetworkOperatorAlerts: network},
		} {
			agreeOn(t, "6.22", srv.Inputs{Device: usecase.ESME}, body)
		}
		events := duis.SupplierGSMEAlertsEvents{"x81A0": {
			WANAlert: "Enable", HANAlert: "Disable", EventLog: "Disable", Alarm: "Disable",
		}}
		setting := func() string { return []string{"Enable", "Disable"}[rng.IntN(2)] }
		for name := range alerts(rng, gasNames) {
			events[name] = duis.WANHANEventLogAlarm{
				WANAlert: setting(), HANAlert: setting(), EventLog: setting(), Alarm: setting(),
			}
		}
		for _, body := range []duis.Body{
			&duis.ConfigureAlertBehaviour{GasSupplierAlertEventSettings: events},
			&duis.ConfigureAlertBehaviour{GasSupplierAlerts: alerts(rng, "x81C2 "+gasNames)},
		} {
			agreeOn(t, "6.22", srv.Inputs{Device: usecase.GSME}, body)
		}
	}
}

// TestGasAlerts: an event without settings of its own keeps those with which GSMEs are
// delivered.
func TestGasAlerts(t *testing.T) {
	gsme := srv.Inputs{Device: usecase.GSME}
	for name, want := range map[string]string{
		"x810D": "18", "x810E": "08", "x8119": "18", "x8145": "0B", "x8183": "0B", "x81AA": "1B",
		"x81C3": "0B", "x8168": "18",
	} {
		b := &duis.ConfigureAlertBehaviour{GasSupplierAlerts: duis.SupplierGSME{name: "Enable"}}
		event := name[3:] + name[1:3]
		got := agreeOn(t, "6.22", gsme, b)
		if !strings.HasSuffix(got, "804A371C"+"00000000"+want+"00"+"01"+event) {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		b.GasSupplierAlerts[name] = "Disable"
		off := agreeOn(t, "6.22", gsme, b)
		if on, no := got[len(got)-10:len(got)-8], off[len(off)-10:len(off)-8]; on == no {
			t.Errorf("%s: on and off are both %s", name, on)
		}
	}
	settings := func(all string) duis.WANHANEventLogAlarm {
		s := strings.Fields(strings.NewReplacer("1", "Enable ", "0", "Disable ").Replace(all))
		return duis.WANHANEventLogAlarm{WANAlert: s[0], HANAlert: s[1], EventLog: s[2], Alarm: s[3]}
	}
	b := &duis.ConfigureAlertBehaviour{GasSupplierAlertEventSettings: duis.SupplierGSMEAlertsEvents{
		"x81C6": settings("0000"), "x810D": settings("0000"), "x8119": settings("1111"),
	}}
	want := "0109" + "02" + "0007080010" + "090004" + "804A371C00000000" + "5B00" + "01" + "1981" +
		"0107080012" + "090104" + "804A371C00000000" + "0000" + "02" + "0D81" + "C681"
	if got := agreeOn(t, "6.22", gsme, b); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	// The order of configurations and their number of events are no matter.
	req := askFor(t, "6.22", b)
	out, err := srv.Transform(req, known(gsme))
	if err != nil {
		t.Fatal(err)
	}
	for payload, correlates := range map[string]bool{
		"0109" + "02" + "0007080012" + "090004" + "804A371C00000000" + "0000" + "02" + "C681" + "0D81" +
			"0107080010" + "090104" + "804A371C00000000" + "5B00" + "01" + "1981": true,
		"0109" + "02" + "0007080012" + "090004" + "804A371C00000000" + "0000" + "02" + "C681" + "C681" +
			"0107080010" + "090104" + "804A371C00000000" + "5B00" + "01" + "1981": false,
		"0109" + "02" + "0007080012" + "090004" + "804A371C00000000" + "0000" + "02" + "C681" + "0D81" +
			"0107080010" + "090104" + "804A371C00000000" + "5C00" + "01" + "1981": false,
		"0109" + "02" + "0007080012" + "090004" + "804A371C00000000" + "0000" + "02" + "C681" + "0D81" +
			"0107080010" + "090104" + "804A371C00000000" + "5B00" + "01" + "2081": false,
	} {
		if out.Message.Payload, err = hex.DecodeString(payload); err != nil {
			t.Fatal(err)
		}
		if err := srv.Correlate(req, out.Message.Append(nil), srv.Inputs{}); (err == nil) != correlates {
			t.Errorf("%s: %v", payload, err)
		}
	}
	in := known(srv.Inputs{Device: usecase.GSME, Role: duis.IS})
	refusedWith(t, "6.22", in, b, "E062202")
	refusedWith(t, "6.22", known(gsme), &duis.ConfigureAlertBehaviour{
		GasSupplierAlertEventSettings: duis.SupplierGSMEAlertsEvents{}}, duis.E64)
}

// TestSubGHzConfiguration: the bounds of every value, and the masks of channels.
func TestSubGHzConfiguration(t *testing.T) {
	chf := srv.Inputs{Device: usecase.CHF}
	channels := func(first, last int) map[string]bool {
		all := map[string]bool{}
		for n := first; n <= last; n++ {
			all[fmt.Sprint("Channel", n)] = true
		}
		return all
	}
	low := duis.SubGHzConfiguration{
		LowerBandSubGHzChannels0To26: channels(0, 0), LowerBandSubGHzChannels27To34: channels(1, 0),
		LowerBandSubGHzChannels35To61: channels(61, 61), UpperBandSubGHzChannels0To26: channels(26, 26),
		NormalLimitedDutyCycleThreshold: 5, LimitedCriticalDutyCycleThreshold: 16,
		MaximumSubGHzChannelChangesPerWeek: 1, GSMECurfew: 2, ChannelQuieterThreshold: 1,
		ChannelNoisierThreshold: 0, NonGSMEPoorCommsPercentageThreshold: 100,
		NonGSMEPoorCommsMeasurementPeriods: 50, LocalCHNoiseMeasurementPeriod: 61,
		LocalCHFailurePercentage: 100, LocalCHRetryPercentage: 101,
	}
	high := duis.SubGHzConfiguration{
		LowerBandSubGHzChannels0To26: channels(0, 26), LowerBandSubGHzChannels27To34: channels(27, 34),
		LowerBandSubGHzChannels35To61: channels(35, 61), UpperBandSubGHzChannels0To26: channels(0, 26),
		NormalLimitedDutyCycleThreshold: 20, LimitedCriticalDutyCycleThreshold: 24,
		MaximumSubGHzChannelChangesPerWeek: 7, GSMECurfew: 65535, ChannelQuieterThreshold: 255,
		ChannelNoisierThreshold: 20, NonGSMEPoorCommsPercentageThreshold: 10000,
		NonGSMEPoorCommsMeasurementPeriods: 150, LocalCHNoiseMeasurementPeriod: 65535,
		LocalCHFailurePercentage: 10000, LocalCHRetryPercentage: 10000,
	}
	for _, test := range []struct {
		c    duis.SubGHzConfiguration
		want string
	}{
		{low, "020F" + "0420E0000001" + "0420E8000000" + "0420F4000000" + "0420FC000000" + "120032" +
			"1200A0" + "1101" + "120002" + "1101" + "1100" + "120064" + "1132" + "12003D" + "120064" +
			"120065"},
		{high, "020F" + "0420E7FFFFFF" + "0420E80000FF" + "0420F7FFFFFF" + "0420FFFFFFFF" + "1200C8" +
			"1200F0" + "1107" + "12FFFF" + "11FF" + "1114" + "122710" + "1196" + "12FFFF" + "122710" +
			"122710"},
	} {
		b := &duis.SetCHFSubGHzConfiguration{SubGHzConfiguration: test.c}
		if got := agreeOn(t, "6.28", chf, b); !strings.HasSuffix(got, test.want) {
			t.Errorf("got %s, want the end %s", got, test.want)
		}
	}
	none := low
	none.LowerBandSubGHzChannels0To26, none.LowerBandSubGHzChannels35To61 = nil, nil
	none.UpperBandSubGHzChannels0To26 = nil
	refusedWith(t, "6.28", known(chf), &duis.SetCHFSubGHzConfiguration{SubGHzConfiguration: none},
		"E062802")
	inverted := low
	inverted.NormalLimitedDutyCycleThreshold = 17
	refusedWith(t, "6.28", known(chf), &duis.SetCHFSubGHzConfiguration{SubGHzConfiguration: inverted},
		"E062803")
}
