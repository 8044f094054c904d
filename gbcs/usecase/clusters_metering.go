package usecase

import "github.com/mains-energy/mains/zcl"

// CurrentSummationDelivered is the ConsumptionRegister of a GSME: gas volume, to be
// multiplied by the Multiplier, divided by the Divisor and counted in the Unit of
// Measure. SMETS2 ConsumptionRegister.
var CurrentSummationDelivered = gasVolume(
	"CurrentSummationDelivered", "SMETS2 ConsumptionRegister")

// MeteringDivisor is the Divisor of a GSME's registers, 1 or more. ZigBee 0702/0302.
var MeteringDivisor = &Slot[uint32]{
	Name: "Divisor", Min: 1, Max: 1<<24 - 1, Format: IsDivisor, Clause: "ZigBee 0702/0302",
}

// MeteringMultiplier is the Multiplier of a GSME's registers, 1 or more. ZigBee 0702/0301.
var MeteringMultiplier = &Slot[uint32]{
	Name: "Multiplier", Min: 1, Max: 1<<24 - 1, Format: IsMultiplier, Clause: "ZigBee 0702/0301",
}

// UnitOfMeasure is what a GSME's registers count: 0 for kWh, 1 for m3. ZigBee 0702/0300.
var UnitOfMeasure = &Slot[uint8]{
	Name: "UnitOfMeasure", Format: IsUnit, Clause: "ZigBee 0702/0300",
	Codes: gasUnits,
}

// GasTierRegisters are the registers of a time-of-use tariff, CurrentTier1SummationDelivered to
// CurrentTier4SummationDelivered, scaled as CurrentSummationDelivered. SMETS2
// TariffTOURegisterMatrix.
var GasTierRegisters = [...]*Slot[uint64]{
	gasVolume("CurrentTier1SummationDelivered", "SMETS2 TariffTOURegisterMatrix"),
	gasVolume("CurrentTier2SummationDelivered", "SMETS2 TariffTOURegisterMatrix"),
	gasVolume("CurrentTier3SummationDelivered", "SMETS2 TariffTOURegisterMatrix"),
	gasVolume("CurrentTier4SummationDelivered", "SMETS2 TariffTOURegisterMatrix"),
}

// GasBlockRegisters are the counters of a block tariff, CurrentNoTierBlock1SummationDelivered to
// CurrentNoTierBlock4SummationDelivered, scaled as CurrentSummationDelivered. SMETS2
// TariffBlockCounterMatrix.
var GasBlockRegisters = [...]*Slot[uint64]{
	gasVolume("CurrentNoTierBlock1SummationDelivered", "SMETS2 TariffBlockCounterMatrix"),
	gasVolume("CurrentNoTierBlock2SummationDelivered", "SMETS2 TariffBlockCounterMatrix"),
	gasVolume("CurrentNoTierBlock3SummationDelivered", "SMETS2 TariffBlockCounterMatrix"),
	gasVolume("CurrentNoTierBlock4SummationDelivered", "SMETS2 TariffBlockCounterMatrix"),
}

// gasVolume is a place for a register of gas volume.
func gasVolume(name, clause string) *Slot[uint64] {
	return &Slot[uint64]{
		Name: name, Unit: CubicMetres, Max: 1<<48 - 1, Format: Formatted, Clause: clause,
	}
}

// The state of the supply of a GSME.
var (
	// GasSupplyStatus is the state of the valve. SMETS2 SupplyState.
	GasSupplyStatus = &Slot[uint8]{
		Name: "SupplyStatus", Codes: supplyStatuses, Clause: "SMETS2 SupplyState",
	}
	// ProposedSupplyStatus is the state that the valve shall have. ZigBee Change Supply.
	ProposedSupplyStatus = &Slot[uint8]{
		Name: "ProposedSupplyStatus", Codes: supplyStatuses, Clause: "ZigBee Change Supply",
	}
	// SupplyRequestTime is when a change of the supply was asked for; 0. ZigBee Change Supply.
	SupplyRequestTime = &Stamp{
		Name: "RequestDateTime", Now: "not said", Clause: "ZigBee Change Supply",
	}
	// SupplyControlBits is 1: the Device acknowledges. ZigBee Change Supply.
	SupplyControlBits = &Slot[uint8]{Name: "SupplyControlBits", Clause: "ZigBee Change Supply"}
	// GasSupplyTamperState says what a GSME does with its supply on tampering. SMETS2
	// SupplyTamperState.
	GasSupplyTamperState = &Slot[uint8]{
		Name: "SupplyTamperState", Codes: supplyReactions, Clause: "SMETS2 SupplyTamperState",
	}
	// GasSupplyDepletionState says what a GSME does with its supply when its battery runs out.
	// SMETS2 SupplyDepletionState.
	GasSupplyDepletionState = &Slot[uint8]{
		Name: "SupplyDepletionState", Codes: supplyReactions,
		Clause: "SMETS2 SupplyDepletionState",
	}
	// UncontrolledFlowState says what a GSME does with its supply on uncontrolled flow. ZigBee
	// Set Supply Status.
	UncontrolledFlowState = &Slot[uint8]{
		Name: "SupplyUncontrolledFlowState", Codes: supplyReactions,
		Clause: "ZigBee Set Supply Status",
	}
	// GasLoadLimitSupplyState has no meaning for gas: 3. ZigBee Set Supply Status.
	GasLoadLimitSupplyState = &Slot[uint8]{
		Name: "LoadLimitSupplyState", Codes: supplyReactions, Clause: "ZigBee Set Supply Status",
	}
	// RemainingBatteryLife is for how long the battery lasts. SMETS2 RemainingBatteryCapacity.
	RemainingBatteryLife = &Slot[uint16]{
		Name: "RemainingBatteryLife", Unit: Days, Clause: "SMETS2 RemainingBatteryCapacity",
	}
)

// supplyStatuses are the states of a valve.
var supplyStatuses = []Code{
	{Value: 0, Name: "off"}, {Value: 1, Name: "off, armed"}, {Value: 2, Name: "on"},
}

// supplyReactions say what becomes of the supply.
var supplyReactions = []Code{
	{Value: 0, Name: "Locked"}, {Value: 1, Name: "Armed"}, {Value: 3, Name: "Unchanged"},
}

// Uncontrolled flow: what still flows while nothing should be burning.
var (
	// UncontrolledFlowThreshold is the flow an hour from which on it is uncontrolled, to be
	// multiplied and divided. SMETS2 UncontrolledGasFlowRate.
	UncontrolledFlowThreshold = &Slot[uint16]{
		Name: "UncontrolledFlowThreshold", Clause: "SMETS2 UncontrolledGasFlowRate",
	}
	// UncontrolledFlowUnit is what the threshold counts. ZigBee 0702/0B11.
	UncontrolledFlowUnit = &Slot[uint8]{
		Name: "UncontrolledFlowThresholdUnitOfMeasure", Codes: gasUnits,
		Clause: "ZigBee 0702/0B11",
	}
	// UncontrolledFlowMultiplier multiplies the threshold. ZigBee 0702/0B12.
	UncontrolledFlowMultiplier = &Slot[uint16]{
		Name: "UncontrolledFlowMultiplier", Clause: "ZigBee 0702/0B12",
	}
	// UncontrolledFlowDivisor divides the threshold. ZigBee 0702/0B13.
	UncontrolledFlowDivisor = &Slot[uint16]{
		Name: "UncontrolledFlowDivisor", Clause: "ZigBee 0702/0B13",
	}
	// FlowStabilisationPeriod is how long the flow may settle, in tenths of a second. SMETS2
	// StabilisationPeriod.
	FlowStabilisationPeriod = &Slot[uint8]{
		Name: "FlowStabilisationPeriod", Unit: Seconds, Scaler: -1,
		Clause: "SMETS2 StabilisationPeriod",
	}
	// FlowMeasurementPeriod is for how long the flow is measured then, in seconds. SMETS2
	// MeasurementPeriod.
	FlowMeasurementPeriod = &Slot[uint16]{
		Name: "FlowMeasurementPeriod", Unit: Seconds, Clause: "SMETS2 MeasurementPeriod",
	}
)

// What a GSME is.
var (
	// CurrentMeterID is the version of the GSME's firmware, four octets. SMETS2
	// FirmwareVersion.
	CurrentMeterID = &Octets{
		Name: "CurrentMeterId", Min: 4, Max: 4, Clause: "SMETS2 FirmwareVersion",
	}
	// SiteID is the MPRN, up to 10 digits. SMETS2 MeterPointReferenceNumber.
	SiteID = &Text{Name: "SiteID", Max: 10, Clause: "SMETS2 MeterPointReferenceNumber"}
	// BillToDateDelivered is what has been consumed in credit mode, in hundred-thousandths of
	// the currency; it rises. SMETS2 MeterBalance.
	BillToDateDelivered = amount[uint32]("BillToDateDelivered", "SMETS2 MeterBalance")
)

// Snapshots: the registers of a GSME at some instant. They are asked for one by one.
var (
	// SnapshotOffset is which snapshot of a range is asked for, from 0. ZigBee Snapshot Offset.
	SnapshotOffset = &Slot[uint8]{Name: "SnapshotOffset", Clause: "ZigBee Snapshot Offset"}
	// SnapshotCause is why snapshots were taken, one bit for each cause: 1 in general, 2 at the
	// end of a billing period, 6008 on a change of mode, supplier or tariff. ZigBee Snapshot
	// Cause.
	SnapshotCause = &Slot[uint32]{
		Name: "SnapshotCause", Base: 16, Clause: "ZigBee Snapshot Cause",
		Codes: []Code{
			{Value: 0x0001, Name: "general"}, {Value: 0x0002, Name: "end of billing period"},
			{Value: 0x6008, Name: "change of mode, supplier or tariff"},
		},
	}
	// SnapshotID tells snapshots apart. ZigBee Snapshot ID.
	SnapshotID = &Slot[uint32]{Name: "SnapshotID", Clause: "ZigBee Snapshot ID"}
	// SnapshotTime is when the snapshot was taken. ZigBee Snapshot Time.
	SnapshotTime = &Stamp{Name: "SnapshotTime", Clause: "ZigBee Snapshot Time"}
	// SnapshotsFound is how many snapshots there are in the range. ZigBee Total Snapshots
	// Found.
	SnapshotsFound = &Slot[uint8]{
		Name: "TotalSnapshotsFound", Clause: "ZigBee Total Snapshots Found",
	}
	// SnapshotPayloadType says which registers a snapshot holds. ZigBee Snapshot Payload Type.
	SnapshotPayloadType = &Slot[uint8]{
		Name: "SnapshotPayloadType", Clause: "ZigBee Snapshot Payload Type",
		Codes: []Code{
			{Value: 0, Name: "debt and credit"}, {Value: 6, Name: "tiers and blocks"},
		},
	}
	// TierSummations are the registers of the tiers in a snapshot. SMETS2
	// TariffTOURegisterMatrix.
	TierSummations = &List{Name: "TierSummations", Clause: "SMETS2 TariffTOURegisterMatrix"}
	// TierSummation is the register of a tier. SMETS2 TariffTOURegisterMatrix.
	TierSummation = gasVolume("TierSummation", "SMETS2 TariffTOURegisterMatrix")
	// SnapshotTiersAndBlocks has in its high four bits how many tiers have block counters in the
	// snapshot, in its low four bits how many each has: 14. ZigBee Number of Tiers and Block
	// Thresholds in Use.
	SnapshotTiersAndBlocks = &Slot[uint8]{
		Name: "NumberOfTiersAndBlocks", Base: 16,
		Clause: "ZigBee Number of Tiers and Block Thresholds in Use",
	}
	// BlockSummations are the block counters in a snapshot. SMETS2 TariffBlockCounterMatrix.
	BlockSummations = &List{Name: "BlockSummations", Clause: "SMETS2 TariffBlockCounterMatrix"}
	// BlockSummation is a block counter. SMETS2 TariffBlockCounterMatrix.
	BlockSummation = gasVolume("BlockSummation", "SMETS2 TariffBlockCounterMatrix")
)

// Samples: consumption in intervals of the same length.
var (
	// SampleID is which log is meant, or was begun. ZigBee Sample ID.
	SampleID = &Slot[uint16]{
		Name: "SampleID", Clause: "ZigBee Sample ID",
		Codes: []Code{
			{Value: 0, Name: "Profile Data Log"}, {Value: 1, Name: "Daily Consumption Log"},
			{Value: 2, Name: "Network Data Log"},
			{Value: 0xFFFF, Name: "could not be started", Failed: true},
		},
	}
	// SampleType says what is sampled: 0, consumption delivered. ZigBee Sample Type.
	SampleType = &Slot[uint8]{
		Name: "SampleType", Codes: []Code{{Value: 0, Name: "consumption delivered"}},
		Clause: "ZigBee Sample Type",
	}
	// SampleInterval is how long a sample is. ZigBee Sample Request Interval.
	SampleInterval = &Slot[uint16]{
		Name: "SampleRequestInterval", Unit: Seconds,
		Codes:  []Code{{Value: 0xFFFF, Name: "24 h"}},
		Clause: "ZigBee Sample Request Interval",
	}
	// MaxNumberOfSamples is after how many samples the log is full. ZigBee Start Sampling.
	MaxNumberOfSamples = &Slot[uint16]{
		Name: "MaxNumberOfSamples", Clause: "ZigBee Start Sampling",
	}
	// NumberOfSamples is how many samples are asked for. ZigBee Get Sampled Data.
	NumberOfSamples = &Slot[uint16]{Name: "NumberOfSamples", Clause: "ZigBee Get Sampled Data"}
	// SampleStartTime is when the first sample began. ZigBee Get Sampled Data Response.
	SampleStartTime = &Stamp{
		Name: "SampleStartTime", Clause: "ZigBee Get Sampled Data Response",
	}
	// Samples are the samples, the oldest first. ZigBee Get Sampled Data Response.
	Samples = &List{Name: "Samples", Clause: "ZigBee Get Sampled Data Response"}
	// Sample is the consumption in one interval; FFFFFF is none. ZigBee Get Sampled Data
	// Response.
	Sample = &Slot[uint32]{
		Name: "Sample", Unit: CubicMetres, Max: 1<<24 - 1, Format: Formatted,
		Clause: "ZigBee Get Sampled Data Response",
	}
)

// Attributes of the Metering cluster.
var (
	currentSummationDelivered = ClusterAttr(zcl.Metering, 0x0000, zcl.TypeUint48,
		CurrentSummationDelivered)
	meteringSupplyStatus = ClusterAttr(zcl.Metering, 0x0014, zcl.TypeEnum8,
		GasSupplyStatus)

	meteringTier1Summation = ClusterAttr(zcl.Metering, 0x0100, zcl.TypeUint48,
		GasTierRegisters[0])
	meteringTier2Summation = ClusterAttr(zcl.Metering, 0x0102, zcl.TypeUint48,
		GasTierRegisters[1])
	meteringTier3Summation = ClusterAttr(zcl.Metering, 0x0104, zcl.TypeUint48,
		GasTierRegisters[2])
	meteringTier4Summation = ClusterAttr(zcl.Metering, 0x0106, zcl.TypeUint48,
		GasTierRegisters[3])

	meteringBatteryLife = ClusterAttr(zcl.Metering, 0x0205, zcl.TypeUint16,
		RemainingBatteryLife)
	meteringCurrentMeterID = ClusterAttr(zcl.Metering, 0x0206, zcl.TypeOctetString,
		CurrentMeterID)
	meteringUnitOfMeasure = ClusterAttr(zcl.Metering, 0x0300, zcl.TypeEnum8,
		UnitOfMeasure)
	meteringMultiplier = ClusterAttr(zcl.Metering, 0x0301, zcl.TypeUint24,
		MeteringMultiplier)
	meteringDivisor = ClusterAttr(zcl.Metering, 0x0302, zcl.TypeUint24,
		MeteringDivisor)
	meteringSiteID = ClusterAttr(zcl.Metering, 0x0307, zcl.TypeOctetString,
		SiteID)

	meteringTamperState = ClusterAttr(zcl.Metering, 0x0607, zcl.TypeEnum8,
		GasSupplyTamperState)
	meteringDepletionState = ClusterAttr(zcl.Metering, 0x0608, zcl.TypeEnum8,
		GasSupplyDepletionState)

	meteringBlock1Summation = ClusterAttr(zcl.Metering, 0x0700, zcl.TypeUint48,
		GasBlockRegisters[0])
	meteringBlock2Summation = ClusterAttr(zcl.Metering, 0x0701, zcl.TypeUint48,
		GasBlockRegisters[1])
	meteringBlock3Summation = ClusterAttr(zcl.Metering, 0x0702, zcl.TypeUint48,
		GasBlockRegisters[2])
	meteringBlock4Summation = ClusterAttr(zcl.Metering, 0x0703, zcl.TypeUint48,
		GasBlockRegisters[3])

	meteringBillToDateDelivered = ClusterAttr(zcl.Metering, 0x0A00, zcl.TypeUint32,
		BillToDateDelivered)
	meteringUncontrolledFlowThreshold = ClusterAttr(zcl.Metering, 0x0B10, zcl.TypeUint16,
		UncontrolledFlowThreshold)
	meteringUncontrolledFlowUnit = ClusterAttr(zcl.Metering, 0x0B11, zcl.TypeEnum8,
		UncontrolledFlowUnit)
	meteringUncontrolledFlowMultiplier = ClusterAttr(zcl.Metering, 0x0B12, zcl.TypeUint16,
		UncontrolledFlowMultiplier)
	meteringUncontrolledFlowDivisor = ClusterAttr(zcl.Metering, 0x0B13, zcl.TypeUint16,
		UncontrolledFlowDivisor)
	meteringFlowStabilisationPeriod = ClusterAttr(zcl.Metering, 0x0B14, zcl.TypeUint8,
		FlowStabilisationPeriod)
	meteringFlowMeasurementPeriod = ClusterAttr(zcl.Metering, 0x0B15, zcl.TypeUint16,
		FlowMeasurementPeriod)

	meteringAttributes = []*ClusterAttribute{
		currentSummationDelivered, meteringSupplyStatus, meteringTier1Summation,
		meteringTier2Summation, meteringTier3Summation, meteringTier4Summation,
		meteringBatteryLife, meteringCurrentMeterID, meteringUnitOfMeasure,
		meteringMultiplier, meteringDivisor, meteringSiteID, meteringTamperState,
		meteringDepletionState, meteringBlock1Summation, meteringBlock2Summation,
		meteringBlock3Summation, meteringBlock4Summation, meteringBillToDateDelivered,
		meteringUncontrolledFlowThreshold, meteringUncontrolledFlowUnit,
		meteringUncontrolledFlowMultiplier, meteringUncontrolledFlowDivisor,
		meteringFlowStabilisationPeriod, meteringFlowMeasurementPeriod,
	}
)

// Commands of the Metering cluster.
var (
	getSnapshot = ToServer("Get Snapshot", zcl.Metering, 0x06,
		U32(ReadFrom), U32(ReadTo), U8(SnapshotOffset), U32(SnapshotCause))

	startSampling = ToServer("Start Sampling", zcl.Metering, 0x07,
		U32(IssuerEventID), U32(GasStartTime), U8(SampleType), U16(SampleInterval),
		U16(MaxNumberOfSamples))

	getSampledData = ToServer("Get Sampled Data", zcl.Metering, 0x08,
		U16(SampleID), U32(ReadFrom), U8(SampleType), U16(NumberOfSamples))

	changeSupply = ToServer("Change Supply", zcl.Metering, 0x0B,
		U32(ProviderID), U32(IssuerEventID), U32(SupplyRequestTime), U32(GasStartTime),
		U8(ProposedSupplyStatus), U8(SupplyControlBits))

	setSupplyStatus = ToServer("Set Supply Status", zcl.Metering, 0x0D,
		U32(IssuerEventID), U8(GasSupplyTamperState), U8(GasSupplyDepletionState),
		U8(UncontrolledFlowState), U8(GasLoadLimitSupplyState))

	setUncontrolledFlowThreshold = ToServer("Set Uncontrolled Flow Threshold", zcl.Metering, 0x0E,
		U32(ProviderID), U32(IssuerEventID), U16(UncontrolledFlowThreshold),
		U8(UncontrolledFlowUnit), U16(UncontrolledFlowMultiplier),
		U16(UncontrolledFlowDivisor), U8(FlowStabilisationPeriod), U16(FlowMeasurementPeriod))

	publishSnapshot = ToClient("Publish Snapshot", zcl.Metering, 0x06,
		U32(SnapshotID), U32(SnapshotTime), U8(SnapshotsFound), U8(CommandIndex),
		U8(TotalCommands), U32(SnapshotCause), U8(SnapshotPayloadType),
		U48(CurrentSummationDelivered), Repeated(1, TierSummations, U48(TierSummation)),
		U8(SnapshotTiersAndBlocks), Rest(BlockSummations, U48(BlockSummation)))

	getSampledDataResponse = ToClient("Get Sampled Data Response", zcl.Metering, 0x07,
		U16(SampleID), U32(SampleStartTime), U8(SampleType), U16(SampleInterval),
		Repeated(2, Samples, U24(Sample)))

	supplyStatusResponse = ToClient("Supply Status Response", zcl.Metering, 0x0C,
		U32(ProviderID), U32(IssuerEventID), U32(GasStartTime), U8(GasSupplyStatus))

	startSamplingResponse = ToClient("Start Sampling Response", zcl.Metering, 0x0D,
		U16(SampleID))

	meteringCommands = []*ClusterCommand{
		getSnapshot, startSampling, getSampledData, changeSupply, setSupplyStatus,
		setUncontrolledFlowThreshold, publishSnapshot, getSampledDataResponse,
		supplyStatusResponse, startSamplingResponse,
	}
)
