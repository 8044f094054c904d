package usecase

var allGas = []*UseCase{
	GCS13a, // 0074
}
