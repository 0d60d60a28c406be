package main

import (
	"io"
	"os"

	"github.com/rs/zerolog"
	"golang.org/x/term"
)

// commands are the sub-commands; flags and LIUYUAN_* variables stand nowhere else.
type commands struct {
	Serve    serveCommand    `cmd:"" help:"Run the service. 运行服务。"`
	Match    matchCommand    `cmd:"" help:"Who suits a dispute, and why. 推荐合适的人并说明理由。"`
	Classify classifyCommand `cmd:"" help:"Type and risk of disputes, one text a line. 逐行判断纠纷类型与风险。"`
	Import   importCommand   `cmd:"" help:"Import a roster; previews unless --apply. 导入名册，默认只预览。"`
	Export   exportCommand   `cmd:"" help:"Export the roster as CSV. 导出名册。"`
	Generate generateCommand `cmd:"" help:"Write a synthetic roster of any size. 生成任意规模的合成名册。"`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database's schema up to date. 升级数据库结构。"`
	Reindex  reindexCommand  `cmd:"" help:"Rebuild the word index. 重建词索引。"`
	Verify   verifyCommand   `cmd:"" help:"Compare store, index and pool. 核对存储、索引与匹配池。"`
	Backup   backupCommand   `cmd:"" help:"Write a consistent backup. 备份。"`
	Restore  restoreCommand  `cmd:"" help:"Restore a backup into an empty database. 恢复到空库。"`
	Policy   policyCommand   `cmd:"" help:"Check and compare matching policies. 检查与比较匹配策略。"`
	Eval     evalCommand     `cmd:"" help:"Measure classification and search on labelled sets. 用标注集评测。"`
	Audit    auditCommand    `cmd:"" help:"The audit log: verify. 审计日志。"`
	Key      keyCommand      `cmd:"" help:"API keys: create, list, revoke. 管理访问密钥。"`
}

// place says where the data is.
type place struct {
	Data     string `help:"Data directory: SQLite file and index. 数据目录。" default:"./liuyuan-data" type:"path" placeholder:"DIR"`
	Database string `help:"PostgreSQL instead of the embedded database, postgres://… 使用 PostgreSQL。" placeholder:"URL"`
	Keys     string `help:"Key file of personal data; liuyuan.keys in the data directory if absent. 个人信息密钥文件。" type:"path" placeholder:"FILE"`
}

// logFlags say what is logged.
type logFlags struct {
	LogLevel string `help:"debug, info, warn or error." default:"info" enum:"debug,info,warn,error"`
}

// logger writes for people on a terminal, as JSON otherwise.
func (l logFlags) logger(w io.Writer) zerolog.Logger {
	level, err := zerolog.ParseLevel(l.LogLevel)
	if err != nil {
		level = zerolog.InfoLevel
	}
	if isTerminal(w) {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: "15:04:05"}
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger()
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
