package storetest

import (
	"testing"

	"liuyuan/registry"
)

func mediatorTests() map[string]func(*testing.T, Factory)    { return nil }
func rosterTests() map[string]func(*testing.T, Factory)      { return nil }
func receiptTests() map[string]func(*testing.T, Factory)     { return nil }
func transactionTests() map[string]func(*testing.T, Factory) { return nil }
func feedTests() map[string]func(*testing.T, Factory)        { return nil }

func person(id, name string) registry.Mediator {
	return registry.Mediator{ID: registry.MediatorID(id), Name: name, Roles: []registry.Role{registry.RoleMediator},
		ServiceAreas: []registry.RegionCode{"440703"}, Languages: []registry.Language{"cmn"}, Capacity: 3, Status: registry.MediatorActive}
}
