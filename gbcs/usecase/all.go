package usecase

// All are the declared Use Cases, in the order of their Message Codes.
var All = []*UseCase{
	CS02a,                   // 0008
	ECS17b,                  // 0027
	ECS38,                   // 004B
	ECS80,                   // 0067
	GCS13a,                  // 0074
	GenericCriticalAlert,    // 1000
	GenericNonCriticalAlert, // 1001
}
