package utrn_test

import (
	"crypto/ecdh"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// exampleKey makes the private key with the number n: for examples only.
func exampleKey(n byte) *ecdh.PrivateKey {
	key, err := ecdh.P256().NewPrivateKey(append(make([]byte, 31), n))
	if err != nil {
		panic(err)
	}
	return key
}

// exampleParties are a supplier and a Device, as one with these two keys sees them.
func exampleParties(private *ecdh.PrivateKey, public *ecdh.PublicKey) utrn.Parties {
	secret, err := gbcs.Agree(private, public)
	if err != nil {
		panic(err)
	}
	return utrn.Parties{
		Supplier: eui.MustParse("02-4D-41-49-4E-00-00-01"),
		Device:   eui.MustParse("02-4D-41-49-4E-00-00-A0"),
		Secret:   secret,
	}
}

// A consumer buys a token; the Device takes it. The keys are the numbers 5 (the
// supplier's for prepayment) and 3 (the Device's), so that every digit can be
// recomputed.
func Example() {
	supplier, device := exampleKey(5), exampleKey(3)

	// The supplier makes the token under its next counter for the Device.
	amount, err := utrn.InPounds(10)
	if err != nil {
		fmt.Println(err)
		return
	}
	digits := utrn.Make(exampleParties(supplier, device.PublicKey()), 1029, amount).String()
	fmt.Println(digits)

	// The Device reads it. The highest counter that it has accepted is 1020.
	token, err := utrn.Parse(digits)
	if err != nil {
		fmt.Println(err)
		return
	}
	counter, err := token.Recover(1020)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := token.Verify(exampleParties(device, supplier.PublicKey()), counter); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(token.Amount(), "under counter", counter)
	// Output:
	// 73948959082061632587
	// £10.00 under counter 1029
}

// Two digits that changed places are found without a key.
func ExampleParse() {
	token, err := utrn.Parse("73948959082061632587")
	fmt.Println(token.Amount(), token.CounterBits(), token.MAC(), err)
	_, err = utrn.Parse("73948959082061623587")
	fmt.Println(errors.Is(err, utrn.ErrCheckDigit), err)
	// Output:
	// £10.00 5 9e54353a <nil>
	// true utrn: check digit, offset 19: not that of the other digits
}

// The value class is chosen by what is written.
func ExampleParseAmount() {
	for _, text := range []string{"10.00", "12.50", "100.50"} {
		amount, err := utrn.ParseAmount(text)
		fmt.Println(amount, amount.Class(), err)
	}
	// Output:
	// £10.00 pounds <nil>
	// £12.50 pence <nil>
	// £0.00 pence utrn: no amount of a token: 10050 pence: want 0 to 8191
}
