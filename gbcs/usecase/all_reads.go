package usecase

var allReads = []*UseCase{}
