package srv

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// SetCHFSubGHzConfiguration is SRV 6.28: it sets how a CHF uses Sub GHz. DUIS 3.8.
var SetCHFSubGHzConfiguration = From(Variant{
	SRV:   "6.28",
	Name:  "Set CHF Sub GHz Configuration",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.SetCHFSubGHzConfiguration]{UseCase: usecase.DBCH04,
		Write: func(w *Writer, b *duis.SetCHFSubGHzConfiguration) {
			w.subGHzChannels(b)
			if b.NormalLimitedDutyCycleThreshold > b.LimitedCriticalDutyCycleThreshold {
				w.Refuse("E062803", "the Normal-Limited Duty Cycle Threshold is the greater one")
			}
			w.Add(
				usecase.NormalLimitedDutyCycleThreshold.Is(10*uint16(b.NormalLimitedDutyCycleThreshold)),
				usecase.LimitedCriticalDutyCycleThreshold.Is(
					10*uint16(b.LimitedCriticalDutyCycleThreshold)),
				usecase.MaximumSubGHzChannelChangesPerWeek.Is(b.MaximumSubGHzChannelChangesPerWeek),
				usecase.GSMECurfew.Is(b.GSMECurfew),
				usecase.ChannelQuieterThreshold.Is(b.ChannelQuieterThreshold),
				usecase.ChannelNoisierThreshold.Is(b.ChannelNoisierThreshold),
				usecase.NonGSMEPoorCommsPercentageThreshold.Is(b.NonGSMEPoorCommsPercentageThreshold),
				usecase.NonGSMEPoorCommsMeasurementPeriods.Is(b.NonGSMEPoorCommsMeasurementPeriods),
				usecase.LocalCHNoiseMeasurementPeriod.Is(b.LocalCHNoiseMeasurementPeriod),
				usecase.LocalCHFailurePercentage.Is(b.LocalCHFailurePercentage),
				usecase.LocalCHRetryPercentage.Is(b.LocalCHRetryPercentage))
		},
		Read: func(r *Reader, b *duis.SetCHFSubGHzConfiguration) {
			b.LowerBandSubGHzChannels0To26 = r.channels(usecase.LowerBandSubGHzChannels0To26, 28, 0, 26)
			b.LowerBandSubGHzChannels27To34 = r.channels(
				usecase.LowerBandSubGHzChannels27To34, 29, 27, 34)
			b.LowerBandSubGHzChannels35To61 = r.channels(
				usecase.LowerBandSubGHzChannels35To61, 30, 35, 61)
			b.UpperBandSubGHzChannels0To26 = r.channels(usecase.UpperBandSubGHzChannels0To26, 31, 0, 26)
			b.NormalLimitedDutyCycleThreshold = r.tenths(usecase.NormalLimitedDutyCycleThreshold)
			b.LimitedCriticalDutyCycleThreshold = r.tenths(usecase.LimitedCriticalDutyCycleThreshold)
			b.MaximumSubGHzChannelChangesPerWeek = take(r, usecase.MaximumSubGHzChannelChangesPerWeek)
			b.GSMECurfew = take(r, usecase.GSMECurfew)
			b.ChannelQuieterThreshold = take(r, usecase.ChannelQuieterThreshold)
			b.ChannelNoisierThreshold = take(r, usecase.ChannelNoisierThreshold)
			b.NonGSMEPoorCommsPercentageThreshold = take(r, usecase.NonGSMEPoorCommsPercentageThreshold)
			b.NonGSMEPoorCommsMeasurementPeriods = take(r, usecase.NonGSMEPoorCommsMeasurementPeriods)
			b.LocalCHNoiseMeasurementPeriod = take(r, usecase.LocalCHNoiseMeasurementPeriod)
			b.LocalCHFailurePercentage = take(r, usecase.LocalCHFailurePercentage)
			b.LocalCHRetryPercentage = take(r, usecase.LocalCHRetryPercentage)
		},
	},
)

// RequestCHFSubGHzChannelScan is SRV 6.29: it asks a CHF to look for a better channel. DUIS 3.8.
var RequestCHFSubGHzChannelScan = From(Variant{
	SRV:   "6.29",
	Name:  "Request CHF Sub GHz Channel Scan",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.RequestCHFSubGHzChannelScan]{UseCase: usecase.DBCH05},
)

// ReadCHFSubGHzConfiguration is SRV 6.30: it reads how a CHF uses Sub GHz. DUIS 3.8.
var ReadCHFSubGHzConfiguration = From(Variant{
	SRV:   "6.30",
	Name:  "Read CHF Sub GHz Configuration",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	To[duis.ReadCHFSubGHzConfiguration]{UseCase: usecase.DBCH03},
)

// ReadCHFSubGHzChannel is SRV 6.31: it reads which channel a CHF uses. DUIS 3.8.
var ReadCHFSubGHzChannel = From(Variant{
	SRV:   "6.31",
	Name:  "Read CHF Sub GHz Channel",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	To[duis.ReadCHFSubGHzChannel]{UseCase: usecase.DBCH01},
)

// ReadCHFSubGHzChannelLog is SRV 6.32: it reads when and why a CHF changed its channel. DUIS 3.8.
var ReadCHFSubGHzChannelLog = From(Variant{
	SRV:   "6.32",
	Name:  "Read CHF Sub GHz Channel Log",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	log[duis.ReadCHFSubGHzChannelLog](usecase.DBCH02),
)

// subGHzChannels gives the channels that a CHF may use.
func (w *Writer) subGHzChannels(b *duis.SetCHFSubGHzConfiguration) {
	if len(b.LowerBandSubGHzChannels0To26)+len(b.LowerBandSubGHzChannels27To34)+
		len(b.LowerBandSubGHzChannels35To61)+len(b.UpperBandSubGHzChannels0To26) == 0 {
		w.Refuse("E062802", "no channel to use")
	}
	w.Add(
		usecase.LowerBandSubGHzChannels0To26.Is(w.channels(28, 0, b.LowerBandSubGHzChannels0To26)),
		usecase.LowerBandSubGHzChannels27To34.Is(w.channels(29, 27, b.LowerBandSubGHzChannels27To34)),
		usecase.LowerBandSubGHzChannels35To61.Is(w.channels(30, 35, b.LowerBandSubGHzChannels35To61)),
		usecase.UpperBandSubGHzChannels0To26.Is(w.channels(31, 0, b.UpperBandSubGHzChannels0To26)))
}

// channels is a mask: the number of a channel page, then a bit for each channel, the last for
// the first of the page.
func (w *Writer) channels(page uint32, first int, channels map[string]bool) usecase.BitString {
	mask := page << 27
	for name := range channels {
		n, err := strconv.Atoi(strings.TrimPrefix(name, "Channel"))
		if err != nil || n < first || n-first > 26 {
			w.Refuse(duis.E64, "%q is no channel of page %d", name, page)
			continue
		}
		mask |= 1 << (n - first)
	}
	return usecase.BitString{Octets: binary.BigEndian.AppendUint32(nil, mask), N: 32}
}

// channels takes the mask of a channel page, which has channels from first to last.
func (r *Reader) channels(p *usecase.Bits, page byte, first, last int) map[string]bool {
	mask, channels := take(r, p), map[string]bool{}
	if mask.N != 32 || mask.Octets[0]>>3 != page {
		r.Fail("%s is not of channel page %d", p.Name, page)
		return channels
	}
	for n := range 27 {
		if mask.Octets[3-n/8]>>(n%8)&1 == 0 {
			continue
		}
		if first+n > last {
			r.Fail("%s has channel %d: the page ends with %d", p.Name, first+n, last)
		}
		channels[fmt.Sprint("Channel", first+n)] = true
	}
	return channels
}

// tenths takes hundredths of a per cent, which requests have in tenths.
func (r *Reader) tenths(p *usecase.Slot[uint16]) uint8 {
	hundredths := take(r, p)
	if hundredths%10 != 0 || hundredths > 10*0xFF {
		r.Fail("%s is %d hundredths: no request asks for that", p.Name, hundredths)
	}
	return uint8(hundredths / 10)
}
