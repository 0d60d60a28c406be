package main

import "context"

func storing(context.Context, int, options) error { return nil }
