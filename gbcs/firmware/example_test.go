package firmware_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"fmt"

	"github.com/mains-energy/mains/gbcs/firmware"
)

// exampleKey makes the private key with the number n: for examples only.
func exampleKey(n byte) *ecdsa.PrivateKey {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), append(make([]byte, 31), n))
	if err != nil {
		panic(err)
	}
	return key
}

// A supplier authorises an image, and a Device takes it.
func Example() {
	supplier := exampleKey(1)
	image := &firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x105E,
			ImageType:        0x0001,
			FileVersion:      0x02000001,
			StackVersion:     2,
			Hardware:         &firmware.Range{Min: 1, Max: 3},
		},
		ManufacturerImage: []byte("what the manufacturer wrote"),
	}
	copy(image.HeaderString[:], "example meter 2.0.1")
	if err := image.Sign(nil, supplier); err != nil { // nil: the deterministic signature
		fmt.Println(err)
		return
	}
	file := image.Append(nil)
	fmt.Printf("%d octets: %X ...\n", len(file), file[:20])

	got, err := firmware.Parse(file, firmware.Format{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Match(firmware.Model{
		ManufacturerCode: 0x105E, ImageType: 0x0001, HardwareVersion: 4,
	}))
	fmt.Println(got.Verify(&supplier.PublicKey))
	fmt.Printf("version %X\nhash %X\n", got.Version(), got.ManufacturerImageHash())
	// Output:
	// 158 octets: 1EF1EE0B00013C0004005E100100010000020200 ...
	// firmware: image for other hardware versions: 4, from 1 to 3
	// <nil>
	// version 02000001
	// hash A7E61561714C8ED04F097EDF860C5562B69BD96BADB5529DE100254D513D4B98
}

// A Communications Hub looks at the header before it fetches the rest.
func ExampleParseHeader() {
	h := firmware.Header{ManufacturerCode: 0x105E, ImageType: 1, FileVersion: 7, Size: 65_000}
	front := append(h.Append(nil), 0x00, 0x00)

	got, rest, err := firmware.ParseHeader(front)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("version %d, %d octets, %X\n", got.FileVersion, got.Size, rest)
	_, _, err = firmware.ParseHeader(front[:12])
	fmt.Println(err)
	// Output:
	// version 7, 65000 octets, 0000
	// gbcs: OTA Header/image type, byte 12: truncated
}
