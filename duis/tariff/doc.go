// Package tariff writes the tariff of a meter as a short file that people can read, makes
// the body of SRV 1.1.1 of it, reads such a body back, and draws the week.
//
//	fuel: electricity
//	standing charge: 53.35   # pence a day
//	rates:                   # pence per kWh
//	  night: 12.5
//	  day: 28.62
//	days:                    # times are UTC
//	  Mon-Fri: 00:00 night / 07:00 day / 23:30 night
//	  Sat-Sun: 00:00 night / 09:00 day
//
// [Parse] reads it, [Tariff.Body] makes the body, [Of] is the inverse, [Tariff.Text] the file
// and [Tariff.Draw] the picture. Names stay in the file: a body has numbers, and [Of] makes
// names of them. docs/tariffs.md describes every line of the file.
//
// The file is YAML 1.2 in any of its spellings, without anchors, aliases, tags of one's own
// and further documents. Amounts are read from their text and never rounded.
package tariff
