package srv_test

var silentConfiguration = []string{}
