package gbt_test

import (
	"bytes"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/gbt"
)

// exampleMessage is a Response with a payload of n octets.
func exampleMessage(n int) []byte {
	m := gbcs.Message{
		Header: gbcs.Header{
			Flag:       gbcs.Response,
			Counter:    1001,
			Originator: eui.MustParse("02-4D-41-49-4E-00-00-A0"),
			Recipient:  eui.MustParse("02-4D-41-49-4E-00-00-01"),
			Message:    0x0035,
		},
		Payload: bytes.Repeat([]byte{7}, n),
		Form:    gbcs.Inner,
	}
	return m.Append(nil)
}

// A log is too long for one message on the WAN. The second of its blocks is lost.
func Example() {
	log := exampleMessage(3000)
	sender, err := gbt.NewSender(log, gbt.BlockSize)
	if err != nil {
		fmt.Println(err)
		return
	}
	var receiver gbt.Reassembler
	for loss := 2; !sender.Done(); loss = 0 {
		for _, b := range sender.Next() {
			if int(b.Number) == loss {
				continue
			}
			got, err := gbt.Parse(b.Append(nil)) // what the WAN carries
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("block %d, %d octets, last %t\n", got.Number, len(got.Data), got.Last)
			if err := receiver.Add(got); err != nil {
				fmt.Println(err)
				return
			}
		}
		answer := receiver.Acknowledgement()
		fmt.Println("missing", receiver.Missing(), "acknowledged", answer.Acknowledged)
		if err := sender.Acknowledge(&answer); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(bytes.Equal(receiver.Message(), log))
	// Output:
	// block 1, 1149 octets, last false
	// block 3, 739 octets, last true
	// missing [2] acknowledged 1
	// block 2, 1149 octets, last false
	// missing [] acknowledged 3
	// true
}

// Both arrive from the same WAN.
func ExampleIsBlock() {
	whole := exampleMessage(10)
	blocks, err := gbt.Segment(whole, 20)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(gbt.IsBlock(whole), gbt.IsBlock(blocks[0].Append(nil)), len(blocks))
	// Output: false true 3
}
