package srv

import (
	"slices"
)

// All are the Variants, in the order of their numbers.
var All = slices.SortedFunc(slices.Values(slices.Concat(
	tariff, prepayment, messages, reads, schedules, configuration, credential, supply,
	inventory, firmware,
)), func(a, b *Variant) int { return compareVersions(a.SRV, b.SRV) })
