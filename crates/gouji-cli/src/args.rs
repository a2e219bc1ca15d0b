//! The command line, as clap reads it. The help is in Chinese, like the reports; [`crate::help`] has it in English.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use gouji::{ColumnUnit, Lang};
use std::path::PathBuf;

const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

#[derive(Parser, Debug)]
#[command(
    name = "gouji",
    version,
    about = "勾稽：核对绩效自评报告里的数字是否相互一致。Checks that the figures of a report agree.",
    help_template = HELP,
    override_usage = "gouji 命令 [选项] [路径]…",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    after_help = "退出码：0 没有须核实的内容；1 有须核实的内容；2 未能运行或有文件未能读取。"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(long, short, action = ArgAction::Help, global = true, help = "显示帮助")]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version, help = "显示版本")]
    version: Option<bool>,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    #[command(about = "核对报告，列出不一致之处", help_template = HELP, override_usage = "gouji check [选项] [路径]…")]
    Check(CheckArgs),
    #[command(
        about = "按年度指标值和实际完成值计算得分，与自评得分对照",
        help_template = HELP,
        override_usage = "gouji score [选项] 路径"
    )]
    Score(ScoreArgs),
    #[command(
        about = "把表格整理为对齐的竖线表，其余文字不变",
        help_template = HELP,
        override_usage = "gouji fmt [选项] 路径…"
    )]
    Fmt(FmtArgs),
    #[command(
        about = "说明一条规则：查什么、为什么、怎么改",
        help_template = HELP,
        override_usage = "gouji explain [选项] [代码]"
    )]
    Explain(ExplainArgs),
    #[command(
        about = "列出从报告中读懂的内容：目录、表格、数字、陈述",
        help_template = HELP,
        override_usage = "gouji tree [选项] 路径"
    )]
    Tree(TreeArgs),
    #[command(about = "列出内置的规程", help_template = HELP, override_usage = "gouji rules [选项]")]
    Rules,
    #[command(
        about = "语言服务：由编辑器启动，经标准输入输出通信",
        help_template = HELP,
        override_usage = "gouji lsp"
    )]
    Lsp(LspArgs),
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct CheckArgs {
    #[arg(
        value_name = "路径",
        help_heading = "参数",
        help = "文件、目录（含下级目录中的 .txt 和 .gj）或 -（标准输入）；缺省为当前目录"
    )]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "逐条展开：提示、尾差、算式和相关位置")]
    pub(crate) all: bool,
    #[arg(
        long,
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "格式",
        help = "human（缺省，便于阅读）、json（一个对象）、jsonl（每份报告一行）"
    )]
    pub(crate) format: Format,
    #[arg(long, help = "列出每份报告的数字核对了多少")]
    pub(crate) coverage: bool,
    #[arg(
        long,
        value_enum,
        default_value = "utf-16",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "单位",
        help = "列号的单位：utf-16（缺省，与编辑器一致）、utf-8、utf-32"
    )]
    pub(crate) columns: Columns,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct ScoreArgs {
    #[arg(value_name = "路径", help_heading = "参数", help = "文件或 -（标准输入）")]
    pub(crate) path: PathBuf,
    #[arg(
        long,
        value_enum,
        default_value = "table",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "格式",
        help = "table（缺省，带条形图）、json、csv（带 BOM，可直接用 Excel 打开）"
    )]
    pub(crate) format: ScoreFormat,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct FmtArgs {
    #[arg(
        value_name = "路径",
        required = true,
        help_heading = "参数",
        help = "文件、目录（含下级目录中的 .txt 和 .gj）或 -（从标准输入到标准输出）"
    )]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "只检查，不改写；有需要整理的文件时退出码为 1")]
    pub(crate) check: bool,
    #[arg(long, conflicts_with = "check", help = "结果写到标准输出，不改写文件")]
    pub(crate) stdout: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct ExplainArgs {
    #[arg(
        value_name = "代码",
        help_heading = "参数",
        help = "规则代码（如 GJ301）或名称中的字词；缺省列出全部规则"
    )]
    pub(crate) code: Option<String>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct TreeArgs {
    #[arg(value_name = "路径", help_heading = "参数", help = "文件或 -（标准输入）")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct LspArgs {
    // Editors name the transport; there is no other.
    #[arg(long, help = "经标准输入输出通信（缺省，也是唯一的方式）")]
    stdio: bool,
}

/// Which rule set to apply.
#[derive(Args, Debug)]
pub(crate) struct RulesArg {
    #[arg(
        long = "rules",
        value_name = "名称|文件",
        help = "内置规程的名称或自己的 TOML 文件；缺省按报告自身判断"
    )]
    pub(crate) name: Option<String>,
}

/// How to speak and to colour; before the command or after it.
#[derive(Args, Debug, Clone, Copy)]
pub(crate) struct ShowArgs {
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "zh",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "语言",
        help = "zh（缺省）、en"
    )]
    pub(crate) lang: Language,
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "何时",
        help = "颜色：auto（缺省，输出到终端时）、always、never"
    )]
    pub(crate) color: Color,
}

impl ShowArgs {
    pub(crate) fn lang(self) -> Lang {
        match self.lang {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Human,
    Json,
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScoreFormat {
    Table,
    Json,
    Csv,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    Zh,
    En,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Columns {
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-32")]
    Utf32,
}

impl Columns {
    pub(crate) fn unit(self) -> ColumnUnit {
        match self {
            Columns::Utf16 => ColumnUnit::Utf16,
            Columns::Utf8 => ColumnUnit::Utf8,
            Columns::Utf32 => ColumnUnit::Utf32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
