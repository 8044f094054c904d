package tariff_test

import (
	"fmt"

	"github.com/mains-energy/mains/duis/tariff"
)

func Example() {
	t, err := tariff.Parse([]byte(`
fuel: electricity
standing charge: 53.35
rates:
  night: 12.5
  day: 28.62
days:
  Mon-Fri: 00:00 night / 07:00 day / 23:30 night
  Sat-Sun: 00:00 night / 09:00 day
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	body, err := t.Body()
	if err != nil {
		fmt.Println(err)
		return
	}
	prices := body.PriceElements.ElectricityPriceElements
	fmt.Println(prices.TOUTariff.TOUPrice, "at scale", prices.PriceScale)
	fmt.Println()
	fmt.Print(t.Draw(nil))
	// Output:
	// [{1 12500} {2 28620}] at scale -5
	//
	// Tariff: electricity, starts now
	// Times are UTC all year; on clocks that show summer time, an hour later.
	//
	// all year, from 1 January every year
	//      00    03    06    09    12    15    18    21    24 UTC
	// Mon  nnnnnnnnnnnnnndddddddddddddddddddddddddddddddddn
	// Tue  nnnnnnnnnnnnnndddddddddddddddddddddddddddddddddn
	// Wed  nnnnnnnnnnnnnndddddddddddddddddddddddddddddddddn
	// Thu  nnnnnnnnnnnnnndddddddddddddddddddddddddddddddddn
	// Fri  nnnnnnnnnnnnnndddddddddddddddddddddddddddddddddn
	// Sat  nnnnnnnnnnnnnnnnnndddddddddddddddddddddddddddddd
	// Sun  nnnnnnnnnnnnnnnnnndddddddddddddddddddddddddddddd
	//
	//   n  night            12.5 p/kWh
	//   d  day              28.62 p/kWh
	//      standing charge  53.35 p a day
}
