package usecase

var allControl = []*UseCase{}
