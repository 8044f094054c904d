package client_test

import (
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
