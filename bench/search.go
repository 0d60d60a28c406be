package main

import "context"

func searching(context.Context, int, options) error { return nil }
