package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/registry"
	"liuyuan/web"
)

// A stopping service still takes what is on its way to it, so that requests that were
// sent before the stop was known are answered; then it lets what runs finish.
const (
	stragglerTime = 500 * time.Millisecond
	drainTime     = 8 * time.Second
)

type serveCommand struct {
	place
	logFlags
	rulesFlag
	Listen    string   `help:"Address to listen on; port 0 picks one. 监听地址。" default:"127.0.0.1:8080"`
	Demo      bool     `help:"A throw-away database with the Pengjiang seed; loopback only. 演示模式。"`
	DemoDate  string   `help:"Day the demonstration roster is made for; today if absent. 演示数据的日期。" placeholder:"2006-01-02"`
	Graphiql  bool     `help:"Serve GraphiQL at /graphiql (always in demo mode)."`
	Origins   []string `help:"Browser origins of other sites that may call the API." placeholder:"https://…"`
	PerMinute int      `help:"Requests a minute for each public key." default:"60"`
	Trusted   string   `help:"Directory of trusted documents (*.graphql, *.json manifests); public keys may then run nothing else." type:"existingdir" placeholder:"DIR"`

	Webhook       string   `help:"Receiver of notices: a gateway that passes them on by WeChat or SMS. 通知网关。" placeholder:"URL"`
	WebhookSecret string   `help:"File with the secret that signs them, at least 16 bytes. 签名密钥文件。" type:"existingfile" placeholder:"FILE"`
	Holidays      []string `help:"Files with the State Council's holidays and make-up days of further years. 节假日与调休文件。" type:"existingfile" placeholder:"FILE"`
	AutoOffer     bool     `help:"Offer to the next person by the ranking when an offer expires, in matters of low risk. 逾期自动派给下一位。"`

	Proxies []netip.Prefix `help:"Networks of reverse proxies whose X-Forwarded-For is believed." placeholder:"CIDR"`
}

// Run serves until it is told to stop, then drains.
func (c *serveCommand) Run(ctx context.Context, s streams) error {
	log := c.logger(s.err)
	if err := c.checkListen(); err != nil {
		return err
	}
	if c.DemoDate != "" {
		if _, err := registry.ParseDate(c.DemoDate); err != nil {
			return err
		}
	}
	webhook, err := c.webhook()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return registry.Fault(registry.CodeUnavailable, err, "不能监听 "+c.Listen+"，请换一个地址或端口", "cannot listen on "+c.Listen+"; choose another address or port")
	}
	defer listener.Close()
	a, err := openApp(ctx, appOptions{place: c.place, Log: log, Demo: c.Demo, DemoDate: registry.Date(c.DemoDate), Search: true, Matching: true, Exclusive: true, Migrate: true, Webhook: webhook, AutoOffer: c.AutoOffer, Holidays: c.Holidays, Rules: c.rulesFlag})
	if err != nil {
		return err
	}
	defer a.close()
	trusted, err := c.trusted()
	if err != nil {
		return err
	}
	server, err := web.NewServer(a.centre, web.ServerOptions{Log: log, Demo: c.Demo, GraphiQL: c.Graphiql || c.Demo, AllowedOrigins: c.Origins,
		PublicPerMinute: c.PerMinute, Trusted: trusted, Proxies: c.Proxies})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "listening on http://%s\n", listener.Addr())
	return serve(ctx, listener, server, log)
}

// minSecret is the shortest secret that signs notices, in bytes.
const minSecret = 16

// webhook reads where notices go; without one they wait in the outbox.
func (c *serveCommand) webhook() (centre.Webhook, error) {
	if c.Webhook == "" {
		return centre.Webhook{}, nil
	}
	at, err := url.Parse(c.Webhook)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" {
		return centre.Webhook{}, registry.Invalid([]string{"webhook"}, "通知网关须写作 https://主机/路径", "the receiver of notices is written https://host/path")
	}
	secret, err := os.ReadFile(c.WebhookSecret)
	if secret = bytes.TrimSpace(secret); err != nil || len(secret) < minSecret {
		return centre.Webhook{}, registry.Invalid([]string{"webhook-secret"}, "请用 --webhook-secret 给出签名密钥文件，至少 16 字节", "name a file with a secret of at least 16 bytes by --webhook-secret")
	}
	return centre.Webhook{URL: c.Webhook, Secret: secret}, nil
}

// trusted reads the trusted documents; nil where none are kept.
func (c *serveCommand) trusted() (*web.TrustedDocuments, error) {
	if c.Trusted == "" {
		return nil, nil
	}
	return web.LoadTrustedDocuments(os.DirFS(c.Trusted))
}

// checkListen keeps the demonstration, which asks nobody who they are, on this machine.
func (c *serveCommand) checkListen() error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return registry.Invalid([]string{"listen"}, "监听地址须写作 主机:端口", "the address is written HOST:PORT")
	}
	ip := net.ParseIP(host)
	if c.Demo && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return registry.Invalid([]string{"listen"}, "演示模式不验证身份，只能监听本机地址，如 127.0.0.1:8080",
			"demo mode asks nobody who they are and listens on a loopback address only, such as 127.0.0.1:8080")
	}
	return nil
}

// serve answers until the context ends, then stops being ready, lets requests
// finish, and returns. A second signal ends the process at once.
func serve(ctx context.Context, l net.Listener, handler *web.Server, log zerolog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second, // bodies are small: who takes longer holds a place for nothing
		WriteTimeout:      30 * time.Second, // answers and streams set their own
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	go exitOnSecondSignal()
	log.Info().Msg("stopping: requests in flight finish")
	handler.Drain()
	<-time.After(stragglerTime)
	stop, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	if err := server.Shutdown(stop); err != nil && !errors.Is(err, http.ErrServerClosed) {
		_ = server.Close()
		log.Warn().Msg("some requests did not finish in time")
	}
	return nil
}

func exitOnSecondSignal() {
	again := make(chan os.Signal, 1)
	signal.Notify(again, os.Interrupt, syscall.SIGTERM)
	<-again
	os.Exit(exitFailed)
}
