package firmware_test

import (
	"bytes"
	"testing"

	"github.com/mains-energy/mains/gbcs/firmware"
)

// benchImage is one of a quarter of a mebioctet.
func benchImage(b *testing.B) *firmware.Image {
	b.Helper()
	image := layouts[0].image
	image.ManufacturerImage = bytes.Repeat([]byte{7}, 1<<18)
	if err := image.Sign(nil, key(b, 1)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	return &image
}

func BenchmarkParse(b *testing.B) {
	image := benchImage(b)
	raw := image.Append(nil)
	for b.Loop() {
		if _, err := firmware.Parse(raw, image.Format); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	image := benchImage(b)
	buffer := image.Append(nil)
	b.SetBytes(int64(len(buffer)))
	for b.Loop() {
		buffer = image.Append(buffer[:0])
	}
}

func BenchmarkManufacturerImageHash(b *testing.B) {
	image := benchImage(b)
	b.SetBytes(int64(len(image.ManufacturerImage)))
	for b.Loop() {
		image.ManufacturerImageHash()
	}
}

func BenchmarkVerify(b *testing.B) {
	image := benchImage(b)
	pub := &key(b, 1).PublicKey
	for b.Loop() {
		if err := image.Verify(pub); err != nil {
			b.Fatal(err)
		}
	}
}
