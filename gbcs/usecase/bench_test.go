package usecase_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// mixture is messages in the proportions in which they are published.
type mixture struct {
	name string
	raws [][]byte
}

// mix are all published messages, and those of each notation.
func mix(b *testing.B) []mixture {
	b.Helper()
	messages := shared.Messages(b)
	mixtures := []mixture{{name: "all"}, {name: "DLMS"}, {name: "GBZ"}, {name: "ASN.1"}}
	for _, name := range slices.Sorted(maps.Keys(messages)) {
		raw := messages[name]
		m, err := gbcs.Parse(raw)
		if err != nil {
			b.Fatal(err)
		}
		u, ok := usecase.ByMessage(m.Message)
		if !ok {
			b.Fatalf("%s: no Use Case has %v", name, m.Message)
		}
		for i := range mixtures {
			if i == 0 || mixtures[i].name == u.Notation().String() {
				mixtures[i].raws = append(mixtures[i].raws, raw)
			}
		}
	}
	return mixtures
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
	for _, mixture := range mix(b) {
		b.Run(mixture.name, func(b *testing.B) {
			var tree usecase.Tree
			b.ReportAllocs()
			for b.Loop() {
				for _, raw := range mixture.raws {
					m, err := gbcs.Parse(raw)
					if err != nil {
						b.Fatal(err)
					}
					if err := tree.Read(m, nil); err != nil {
						b.Fatal(err)
					}
				}
			}
			perMessage(b, len(mixture.raws))
		})
	}
}

// BenchmarkBuildSeal makes every published Command from its arguments, and seals it as the
// Access Control Broker does, agreements kept. Signatures, which only a User makes, are as
// published; BenchmarkSign of package gbcs is what one costs.
func BenchmarkBuildSeal(b *testing.B) {
	keys := publishedKeys(b)
	type command struct {
		useCase   *usecase.UseCase
		header    gbcs.Header
		args      usecase.Args
		signature []byte
		secret    gbcs.Secret
	}
	for _, mixture := range mix(b) {
		var commands []command
		for _, raw := range mixture.raws {
			m, err := gbcs.Parse(raw)
			if err != nil {
				b.Fatal(err)
			}
			if m.Flag != gbcs.Command || m.Form != gbcs.Sealed {
				continue
			}
			z, err := usecase.MACSecret(m, keys)
			if errors.Is(err, gbcs.ErrNoKey) {
				continue
			}
			if err != nil {
				b.Fatal(err)
			}
			u, _ := usecase.ByMessage(m.Message)
			args, err := u.ParseCommand(m.Header, m.Payload)
			if err != nil {
				b.Fatal(err)
			}
			commands = append(commands, command{u, m.Header, args, m.Signature, z})
		}
		b.Run(mixture.name, func(b *testing.B) {
			b.ReportAllocs()
			var payload, made []byte
			for b.Loop() {
				for i := range commands {
					c := &commands[i]
					var err error
					if payload, err = c.useCase.AppendCommand(payload[:0], c.header, c.args); err != nil {
						b.Fatal(err)
					}
					m := gbcs.Message{
						Header: c.header, Payload: payload, Form: gbcs.Inner, Signature: c.signature,
					}
					m.Seal(c.secret)
					made = m.Append(made[:0])
				}
			}
			perMessage(b, len(commands))
		})
	}
}

// BenchmarkAnswer makes the rows of published answers, decryption included.
func BenchmarkAnswer(b *testing.B) {
	keys := usecase.Opener(publishedKeys(b))
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
