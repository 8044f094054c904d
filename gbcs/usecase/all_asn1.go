package usecase

var allASN1 = []*UseCase{
	CS02a, // 0008
}
