package usecase

import "slices"

// All are the declared Use Cases.
var All = slices.Concat(allBase, allPrices, allReads, allControl, allGas, allASN1)

var (
	allBase = []*UseCase{
		ECS17b,                  // 0027
		ECS38,                   // 004B
		ECS80,                   // 0067
		GenericCriticalAlert,    // 1000
		GenericNonCriticalAlert, // 1001
	}
)
