package duis

import (
	"os"
	"path/filepath"
	"testing"
)

// benchmarked are a small request, a large one, and one that is mostly one value.
func benchmarked(b *testing.B) map[string][]byte {
	b.Helper()
	g := newGenerator(1)
	small := g.request(&ReadInstantaneousImportRegisters{})
	tariff := g.request(&UpdateImportTariffPrimaryElement{}).Append(nil)
	files, err := filepath.Glob(filepath.Join(os.Getenv("MAINS_SHARED"), "rtds", "duis",
		"ECS01a_1.1.1_FUTURE_DATED_*.XML"))
	if err == nil && len(files) > 0 {
		if tariff, err = os.ReadFile(files[0]); err != nil {
			b.Fatal(err)
		}
	}
	firmware := g.request(&UpdateFirmware{})
	image := make([]byte, 1<<20)
	for i := range image {
		image[i] = byte(g.Uint32())
	}
	firmware.Body.(*UpdateFirmware).FirmwareImage = image
	return map[string][]byte{
		"4.1.1": small.Append(nil), "1.1.1": tariff, "11.1": firmware.Append(nil),
	}
}

func BenchmarkValidate(b *testing.B) {
	for name, raw := range benchmarked(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := Validate(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	for name, raw := range benchmarked(b) {
		req, err := Parse(raw)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			dst := req.Append(nil)
			b.ReportAllocs()
			b.SetBytes(int64(len(dst)))
			for b.Loop() {
				dst = req.Append(dst[:0])
			}
		})
	}
}

func BenchmarkResponseAppend(b *testing.B) {
	resp := sampleResponses()[2]
	dst := resp.Append(nil)
	b.ReportAllocs()
	b.SetBytes(int64(len(dst)))
	for b.Loop() {
		dst = resp.Append(dst[:0])
	}
}

func BenchmarkAppendSchema(b *testing.B) {
	dst := AppendSchema(nil)
	b.ReportAllocs()
	b.SetBytes(int64(len(dst)))
	for b.Loop() {
		dst = AppendSchema(dst[:0])
	}
}
