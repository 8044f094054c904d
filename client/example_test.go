package client_test

import (
	"context"
	"fmt"
	"time"

	"github.com/mains-energy/mains/client"
)

// A request document gets a fresh RequestID before it is sent again.
func ExampleCounter_Renew() {
	document := []byte(head + `<sr:Header><sr:RequestID>` + oldID + `</sr:RequestID>` + tail)
	var counter client.Counter
	renewed, err := counter.Renew(document, time.UnixMilli(1772366400000))
	if err != nil {
		fmt.Println(err)
		return
	}
	id, err := client.RequestID(renewed)
	fmt.Println(id, err)
	// Output: 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1772366400000 <nil>
}

// Do carries a request the whole way and reads the answer.
func ExampleClient_Do() {
	carry := func(ctx context.Context, c *client.Client, request []byte) error {
		receiver := client.NewReceiver(c, nil) // served at the address that the DCC knows
		outcome, err := c.Do(ctx, request, receiver)
		if err != nil {
			return err
		}
		for _, row := range outcome.Device.Values.Rows {
			fmt.Println(row.Name, row.Text)
		}
		return outcome.Device.Fault
	}
	_ = carry
}
