package usecase

var ClusterCommands []*ClusterCommand
