package usecase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// mix are all published messages, in the order of their names.
func mix(b *testing.B) [][]byte {
	b.Helper()
	all := map[string][]byte{}
	for name, raw := range shared.Messages(b) {
		all[name] = raw
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	var raws [][]byte
	for _, name := range names {
		raws = append(raws, all[name])
	}
	return raws
}

// perMessage reports the time and the rate for one message of a mix.
func perMessage(b *testing.B, messages int) {
	n := float64(b.N) * float64(messages)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n, "ns/message")
	b.ReportMetric(n/b.Elapsed().Seconds(), "messages/s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMix reads every published message into typed values, without cryptography.
func BenchmarkMix(b *testing.B) {
	raws := mix(b)
	var tree usecase.Tree
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		for _, raw := range raws {
			m, err := gbcs.Parse(raw)
			if err != nil {
				b.Fatal(err)
			}
			if err := tree.Read(m, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
	perMessage(b, len(raws))
}

// BenchmarkMixByNotation is BenchmarkMix for each notation by itself.
func BenchmarkMixByNotation(b *testing.B) {
	by := map[string][][]byte{}
	for _, raw := range mix(b) {
		m, err := gbcs.Parse(raw)
		if err != nil {
			b.Fatal(err)
		}
		name := "DLMS"
		switch m.Payload[0] {
		case 0x01:
			name = "GBZ"
		case 0x02, 0x04, 0x05, 0x30:
			name = "ASN1"
		}
		by[name] = append(by[name], raw)
	}
	for _, name := range []string{"DLMS", "GBZ", "ASN1"} {
		b.Run(name, func(b *testing.B) {
			var tree usecase.Tree
			b.ReportAllocs()
			for b.Loop() {
				for _, raw := range by[name] {
					m, err := gbcs.Parse(raw)
					if err != nil {
						b.Fatal(err)
					}
					if err := tree.Read(m, nil); err != nil {
						b.Fatal(err)
					}
				}
			}
			perMessage(b, len(by[name]))
		})
	}
}

// examplePerNotation is a Use Case of each notation for the benchmarks of one message.
var examplePerNotation = []*usecase.UseCase{usecase.ECS28a, usecase.CS06}

// BenchmarkAppendCommand builds the payload of a Command from its arguments.
func BenchmarkAppendCommand(b *testing.B) {
	for _, u := range examplePerNotation {
		b.Run(u.Code, func(b *testing.B) {
			b.ReportAllocs()
			h, args := gbcs.Header{Flag: gbcs.Command, Message: u.Message}, u.Example()
			var dst []byte
			for b.Loop() {
				var err error
				if dst, err = u.AppendCommand(dst[:0], h, args); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseCommand reads arguments strictly, as a Device does.
func BenchmarkParseCommand(b *testing.B) {
	for _, u := range examplePerNotation {
		b.Run(u.Code, func(b *testing.B) {
			b.ReportAllocs()
			h := gbcs.Header{Flag: gbcs.Command, Message: u.Message}
			payload, err := u.AppendCommand(nil, h, u.Example())
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := u.ParseCommand(h, payload); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAnswer makes the rows of published answers, decryption included.
func BenchmarkAnswer(b *testing.B) {
	keys := newReader(b)
	for _, v := range vectors(b) {
		if v.message.Flag != gbcs.Response || !strings.Contains(v.name, "SUCCESS") ||
			!slices.Contains([]string{"ECS17b", "GCS13a", "CS02a", "ECS22b"}, v.useCase.Code) {
			continue
		}
		b.Run(v.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := v.useCase.ParseAnswer(v.message, keys); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
