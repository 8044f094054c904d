package usecase

var allPrices = []*UseCase{}
