//! The command line, as clap reads it. The help is in Chinese, like the reports.

use clap::{Args, Parser, Subcommand, ValueEnum};
use gouji::{ColumnUnit, Lang};
use std::path::PathBuf;

const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

#[derive(Parser, Debug)]
#[command(
    name = "gouji",
    version,
    about = "勾稽：核对绩效自评报告里的数字是否相互一致。Checks that the figures of a report agree.",
    help_template = HELP,
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = "退出码：0 没有须核实的内容；1 有须核实的内容；2 未能运行或有文件未能读取。"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    #[command(about = "核对报告，列出不一致之处", help_template = HELP)]
    Check(CheckArgs),
    #[command(about = "按年度指标值和实际完成值计算得分，与自评得分对照", help_template = HELP)]
    Score(ScoreArgs),
    #[command(about = "把表格整理为对齐的竖线表，其余文字不变", help_template = HELP)]
    Fmt(FmtArgs),
    #[command(about = "说明一条规则：查什么、为什么、怎么改", help_template = HELP)]
    Explain(ExplainArgs),
    #[command(about = "列出从报告中读懂的内容：目录、表格、数字、陈述", help_template = HELP)]
    Tree(TreeArgs),
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct CheckArgs {
    #[arg(
        value_name = "路径",
        help = "文件、目录（含下级目录中的 .txt 和 .gj）或 -（标准输入）；缺省为当前目录"
    )]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "逐条展开：提示、尾差、算式和相关位置")]
    pub(crate) all: bool,
    #[arg(long, value_enum, default_value = "human", value_name = "格式", help = "输出格式")]
    pub(crate) format: Format,
    #[arg(long, help = "列出每份报告的数字核对了多少")]
    pub(crate) coverage: bool,
    #[arg(
        long,
        value_enum,
        default_value = "utf-16",
        value_name = "单位",
        help = "列号的单位，utf-16 与编辑器一致"
    )]
    pub(crate) columns: Columns,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct ScoreArgs {
    #[arg(value_name = "路径", help = "文件或 -（标准输入）")]
    pub(crate) path: PathBuf,
    #[arg(
        long,
        value_enum,
        default_value = "table",
        value_name = "格式",
        help = "输出格式；csv 带 BOM，可直接用 Excel 打开"
    )]
    pub(crate) format: ScoreFormat,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct FmtArgs {
    #[arg(value_name = "路径", required = true, help = "文件、目录或 -（从标准输入到标准输出）")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "只检查，不改写；有需要整理的文件时退出码为 1")]
    pub(crate) check: bool,
    #[arg(long, conflicts_with = "check", help = "结果写到标准输出，不改写文件")]
    pub(crate) stdout: bool,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct ExplainArgs {
    #[arg(value_name = "代码", help = "规则代码（如 GJ301）或名称中的字词；缺省列出全部规则")]
    pub(crate) code: Option<String>,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(crate) struct TreeArgs {
    #[arg(value_name = "路径", help = "文件或 -（标准输入）")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RulesArg,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

/// Which rule set to apply.
#[derive(Args, Debug)]
pub(crate) struct RulesArg {
    #[arg(
        long = "rules",
        value_name = "名称|文件",
        help = "规程：内置规程的名称或 TOML 文件；缺省按报告自身判断"
    )]
    pub(crate) name: Option<String>,
}

/// How to speak and to colour.
#[derive(Args, Debug, Clone, Copy)]
pub(crate) struct ShowArgs {
    #[arg(long, value_enum, default_value = "zh", value_name = "语言", help = "输出的语言")]
    pub(crate) lang: Language,
    #[arg(long, value_enum, default_value = "auto", value_name = "何时", help = "是否用颜色")]
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
    /// 便于阅读
    Human,
    /// 一个 JSON 对象
    Json,
    /// 每份报告一行 JSON
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScoreFormat {
    /// 带条形图的表
    Table,
    /// 一个 JSON 对象
    Json,
    /// 逗号分隔，可用 Excel 打开
    Csv,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Color {
    /// 输出到终端时用
    Auto,
    /// 总是
    Always,
    /// 从不
    Never,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Columns {
    /// UTF-16 单元
    #[value(name = "utf-16")]
    Utf16,
    /// 字节
    #[value(name = "utf-8")]
    Utf8,
    /// 字符
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
