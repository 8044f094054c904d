package usecase

var allPrices = []*UseCase{
	CS01a,  // 0007
	ECS01a, // 0019
	ECS02,  // 001A
	ECS03,  // 001B
	ECS04a, // 001C
	ECS05,  // 001D
	ECS07,  // 001E
	ECS08,  // 001F
	ECS09,  // 0020
	ECS19,  // 002D
	ECS24,  // 003A
	ECS26a, // 003B
	ECS82,  // 0069
	ECS01b, // 00A2
	ECS04b, // 00B3
	ECS01c, // 00B7
	ECS24b, // 00BD
	ECS26j, // 00BE
	ECS01d, // 00C7
	ECS48,  // 00DB
	ECS08a, // 00DE
}
