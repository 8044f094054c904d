package client_test

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mainstest"
	"github.com/mains-energy/mains/mmc"
)

// limit is how long an example may take.
const limit = 20 * time.Second

// A read is one call. The values are those of a Device whose signature or MAC holds.
func ExampleAsk() {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	system, err := mainstest.Start(ctx) // the DCC and a home, in this process
	if err != nil {
		fmt.Println(err)
		return
	}
	defer system.Stop()
	c, esme := system.Client("supplier"), mainstest.Device(0, usecase.ESME)

	answer, err := client.Ask[*mmc.ReadSupplyStatusRsp](ctx, c, esme, &duis.ReadSupplyStatus{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("supply", *answer.Rsp.SupplyState)
	fmt.Println("done", *answer.Rsp.MessageSuccess)
	fmt.Println("protected by", answer.Outcome.Device.Protection)
	// Output:
	// supply Enabled
	// done true
	// protected by MAC
}

// Ten homes are asked before the first answer is waited for.
func ExampleClient_Send() {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	system, err := mainstest.Start(ctx, mainstest.Homes(10))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer system.Stop()
	c := system.Client("supplier")

	var all []*client.Pending
	for home := range 10 {
		request, err := c.Request(mainstest.Device(home, usecase.ESME),
			&duis.ReadInstantaneousImportRegisters{})
		if err != nil {
			fmt.Println(err)
			return
		}
		pending, err := c.Send(ctx, request) // acknowledged, not yet answered
		if err != nil {
			fmt.Println(err)
			return
		}
		all = append(all, pending)
	}
	answers := 0
	for _, pending := range all {
		answer, err := client.Await[*mmc.ReadInstantaneousImportRegistersRsp](ctx, pending)
		if err != nil {
			fmt.Println(err)
			continue
		}
		if answer.Rsp.Electricity != nil {
			answers++
		}
	}
	fmt.Println(answers, "meters answered")
	// Output: 10 meters answered
}

// A critical request takes the same call: the Pre-Command is compared with the request and
// signed on the way.
func ExampleAsk_critical() {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	system, err := mainstest.Start(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer system.Stop()
	c, esme := system.Client("supplier"), mainstest.Device(0, usecase.ESME)

	answer, err := client.Ask[*mmc.DisableSupplyRsp](ctx, c, esme, &duis.DisableSupply{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("done", *answer.Rsp.MessageSuccess)
	fmt.Println("protected by", answer.Outcome.Device.Protection)
	now, err := client.Ask[*mmc.ReadSupplyStatusRsp](ctx, c, esme, &duis.ReadSupplyStatus{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("supply", *now.Rsp.SupplyState)
	// Output:
	// done true
	// protected by GBCS signature
	// supply Disabled
}

// Alerts come to a handler. The DCC delivers one again until the handler takes it.
func ExampleConfig_onAlert() {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	system, err := mainstest.Start(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer system.Stop()
	alerts := make(chan *client.Reply, 100)
	c, err := system.NewClient(ctx, "supplier", func(config *client.Config) {
		config.OnAlert = func(alert *client.Reply) error {
			alerts <- alert // and let the DCC go on
			return nil
		}
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	esme := mainstest.Device(0, usecase.ESME)
	err = system.Control(ctx, http.MethodPost, "/devices/"+esme.String()+"/alert",
		map[string]string{"code": "8F3F"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	select {
	case alert := <-alerts:
		device, ok := alert.Body.(*duis.DeviceAlertMessage)
		if !ok {
			fmt.Println(alert.Body.Element())
			return
		}
		opened, err := c.Open(ctx, device.GBCSPayload)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("alert %X of the ESME: %t\n", device.AlertCode, opened.Message.Originator == esme)
		fmt.Println(opened.Protection, "holds:", opened.Fault == nil)
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	}
	// Output:
	// alert 8F3F of the ESME: true
	// GBCS signature holds: true
}
