package gbcs_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/hex"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// exampleKey makes the private key with the number n: for examples only.
func exampleKey(n byte) *ecdsa.PrivateKey {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), append(make([]byte, 31), n))
	if err != nil {
		panic(err)
	}
	return key
}

// exampleSecret is what the owners of two keys share.
func exampleSecret(private *ecdsa.PrivateKey, public *ecdsa.PublicKey) gbcs.Secret {
	z, err := agree(private, public)
	if err != nil {
		panic(err)
	}
	return z
}

// A message is read without any key. What it protects is checked afterwards.
func ExampleParse() {
	raw, _ := hex.DecodeString("df09020000000000000064" +
		"08024d41494e0000a0" + "08024d41494e000001" + "00" + "020027" + "03020100" + "00")
	m, err := gbcs.Parse(raw)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Flag, m.Message, m.Counter, m.Form)
	fmt.Println("from", m.Originator, "to", m.Recipient)
	fmt.Printf("payload %X\n", m.Payload)

	_, err = gbcs.Parse(raw[:25])
	fmt.Println(err)
	// Output:
	// Response 0x0027 100 Inner
	// from 02-4D-41-49-4E-00-00-A0 to 02-4D-41-49-4E-00-00-01
	// payload 020100
	// gbcs: Grouping Header/recipient, byte 21: truncated: 8 octets wanted, 4 left
}

// A critical Command, from the User's Pre-Command to the Device. The keys are the
// numbers 1 (the supplier's, to sign with), 2 (the Access Control Broker's) and 3 (the
// Device's, both to agree on keys with), so that every octet can be recomputed.
func Example() {
	supplier, broker, device := exampleKey(1), exampleKey(2), exampleKey(3)

	// The User signs the Pre-Command.
	m := &gbcs.Message{
		Header: gbcs.Header{
			Flag:       gbcs.Command,
			Counter:    1001,
			Originator: eui.MustParse("02-4D-41-49-4E-00-00-01"),
			Recipient:  eui.MustParse("02-4D-41-49-4E-00-00-A0"),
			Message:    0x004B,
		},
		Payload: []byte{0x01, 0x02, 0x03},
	}
	fmt.Printf("%v\n%x\n", m.Form, m.Append(nil))
	if err := m.Sign(nil, supplier); err != nil { // nil: the deterministic signature
		fmt.Println(err)
		return
	}
	fmt.Printf("%v\n%x\n%x\n", m.Form, m.Signature[:32], m.Signature[32:])

	// The broker adds the MAC.
	m.Seal(exampleSecret(broker, &device.PublicKey))
	fmt.Printf("%v\n%x\n", m.Form, m.MAC)

	// The Device checks both.
	got, err := gbcs.Parse(m.Append(nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Open(exampleSecret(device, &broker.PublicKey)))
	fmt.Println(got.Verify(&supplier.PublicKey))
	// Output:
	// PreCommand
	// df090100000000000003e908024d41494e00000108024d41494e0000a00002004b03010203
	// Inner
	// 8732b105acf2845c039d2ea69be35a4beb0a5fac07cfa38b0c9308c8aed5e819
	// af4954bc9abe585c920ad319f84761879b6201512d068bc791235aed8aee5f91
	// Sealed
	// 84412f4a60e337530c66f84f
	// <nil>
	// <nil>
}

// The reading in a Response is for its reader only.
func ExampleHeader_Encrypt() {
	device, supplier := exampleKey(3), exampleKey(4)
	h := gbcs.Header{
		Flag:       gbcs.Response,
		Counter:    1001,
		Originator: eui.MustParse("02-4D-41-49-4E-00-00-A0"),
		Recipient:  eui.MustParse("02-4D-41-49-4E-00-00-01"),
		Message:    0x0027,
	}
	item := h.Encrypt(nil, exampleSecret(device, &supplier.PublicKey), []byte("1234 Wh"))
	fmt.Printf("%x\n", item)

	plain, err := h.Decrypt(nil, exampleSecret(supplier, &device.PublicKey), item)
	fmt.Printf("%s %v\n", plain, err)
	// Output:
	// 310000000058f29135fd06a20f73c2a14067037446024ff5
	// 1234 Wh <nil>
}
