package usecase

var allASN1 = []*UseCase{
	CS02a,                                 // 0008
	CS02c,                                 // 000A
	CS02d,                                 // 000B
	CS02e,                                 // 000C
	CS03A1,                                // 000D
	CS03B,                                 // 000E
	CS04AC,                                // 000F
	CS04B,                                 // 0010
	CS06,                                  // 0012
	CS07,                                  // 0013
	GCS28,                                 // 007F
	GCS59,                                 // 008C
	CS03A2,                                // 00AB
	CS03C,                                 // 00AF
	GCS62,                                 // 00B2
	FutureDatedFirmwareActivationAlert,    // 00CA
	FutureDatedUpdateCredentialsAlert,     // 00CB
	CS02bRootBySupplier,                   // 0100
	CS02bRootByWanProvider,                // 0101
	CS02bSupplierBySupplier,               // 0102
	CS02bNetworkOperatorByNetworkOperator, // 0103
	CS02bAccessControlBrokerByACB,         // 0104
	CS02bWanProviderByWanProvider,         // 0105
	CS02bTransCoSByTransCoS,               // 0106
	CS02bSupplierByTransCoS,               // 0107
	CS02bAnyExceptAbnormalRootByRecovery,  // 0108
	CS02bAnyByContingency,                 // 0109
	CS02f,                                 // 011B
	FutureDatedUpdateLoadControllerAlert,  // 0124
	CS02gLoadControllerByLoadController,   // 0125
	CS02gLoadControllerBySupplier,         // 0126
	CCS08,                                 // 0128
	CS08,                                  // 0129
	CS09,                                  // 012B
}
