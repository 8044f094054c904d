package dsp

import "github.com/mains-energy/mains/duis"

// The response codes of Non-Device requests, by what causes them here. How sure each meaning
// is stands with it in [duis.Codes]. DUIS 3.8.
const (
	// 5.1 Create Schedule.
	scheduleLimitReached   duis.ResponseCode = "E050101"
	scheduleNotOfVariant   duis.ResponseCode = "E050102" // not schedulable, or another body
	scheduleInPast         duis.ResponseCode = "E050103"
	scheduleEndsEarly      duis.ResponseCode = "E050105" // before it starts
	scheduleCertificate    duis.ResponseCode = "E050107" // missing or not valid
	scheduleNotForRole     duis.ResponseCode = "E050108"
	scheduleNotForType     duis.ResponseCode = "E050109"
	scheduleOffsets        duis.ResponseCode = "E050110" // inverted
	scheduleUncommissioned duis.ResponseCode = "E050111"
	scheduleExists         duis.ResponseCode = "E050112" // the very same

	// 5.2 Read Schedule and 5.3 Delete Schedule.
	readNoSchedule        duis.ResponseCode = "E050201"
	readForeignSchedule   duis.ResponseCode = "E050202"
	readNothing           duis.ResponseCode = "W050201" // the Device has no schedule of the User's
	deleteNoSchedule      duis.ResponseCode = "E050301"
	deleteForeignSchedule duis.ResponseCode = "E050302"
	deleteNothing         duis.ResponseCode = "W050301"

	// 8.3 Decommission Device.
	decommissionStatus duis.ResponseCode = "E080301"
	decommissionType   duis.ResponseCode = "E080302"

	// 8.4 Update Inventory. E080408 and E080409, for what is not on the Central Products
	// List, are not sent: there is no such list here.
	updateStatus      duis.ResponseCode = "E080405" // from the current status
	updateWrongBranch duis.ResponseCode = "E080406" // of a CHF, or of what is none
	updateNotEntitled duis.ResponseCode = "E080407"
	updateVariant     duis.ResponseCode = "E080410" // of what is no ESME
	updateType2       duis.ResponseCode = "E080411" // has no status and no versions
	updateNoDelete    duis.ResponseCode = "E080412" // in the current status
	updateMPxN        duis.ResponseCode = "E080413" // of the wrong form, or not registered
	updateMPxNRole    duis.ResponseCode = "E080414"
	updateNothing     duis.ResponseCode = "E080415"

	// 8.13 Return Local Command Response.
	returnUnreadable duis.ResponseCode = "E081301" // or not authentic
	returnUnmatched  duis.ResponseCode = "E081302"
	returnTwice      duis.ResponseCode = "E081303"

	// 8.14 Communications Hub Status Update.
	hubUnknown    duis.ResponseCode = "E081401"
	hubStatus     duis.ResponseCode = "E081402"
	hubMPxN       duis.ResponseCode = "E081405"
	hubOther      duis.ResponseCode = "E081406" // the other Device
	hubUnexpected duis.ResponseCode = "W081401" // done, from another status than expected

	// 11.1 Update Firmware and 11.4 Update PPMID Firmware. The warnings W110101 and W110401
	// are not sent: nothing is accepted for a part of a list.
	firmwareNoDevice   duis.ResponseCode = "E110101"
	firmwareImage      duis.ResponseCode = "E110103"
	firmwareUnentitled duis.ResponseCode = "E110105"
	ppmidNoDevice      duis.ResponseCode = "E110401"
	ppmidImage         duis.ResponseCode = "E110403"
	ppmidUnentitled    duis.ResponseCode = "E110405"

	// 12.1 Request WAN Matrix. The last is what a region without the address says.
	wanUnknown    duis.ResponseCode = "E120101"
	wanAmbiguous  duis.ResponseCode = "E120102"
	wanNoCoverage duis.ResponseCode = "E120103"

	// 12.2 Device Pre-notification.
	notifyTaken   duis.ResponseCode = "E120201"
	notifyVariant duis.ResponseCode = "E120204" // missing for an ESME, or not for the Device
	notifyGPF     duis.ResponseCode = "E120207" // missing for a CHF, or not for the Device
)
