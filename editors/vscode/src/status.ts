import * as vscode from "vscode";
import type { Status } from "./protocol";
import { pointsText, statusText } from "./statustext";
import { words } from "./words";

/** The item in the status bar: points, grade and what is to be verified in the report before one. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("gouji.status", vscode.StatusBarAlignment.Right, 100);
  private readonly known = new Map<string, Status>();
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.item.command = "gouji.score";
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.known.delete(document.uri.toString());
      }),
    ];
  }

  /** Notes what the server said about a document. */
  put(uri: vscode.Uri, status: Status): void {
    this.known.set(uri.toString(), status);
    this.show();
  }

  /** Forgets everything, as when the server has stopped. */
  clear(): void {
    this.known.clear();
    this.show();
  }

  /** Shows what is known about the document in the active editor. */
  show(): void {
    const editor = vscode.window.activeTextEditor;
    // The preview has no text editor; the item then stays as it was.
    if (editor === undefined && vscode.window.visibleTextEditors.length > 0) return;
    const status = editor && this.known.get(editor.document.uri.toString());
    if (status === undefined) {
      this.item.hide();
      return;
    }
    const w = words();
    this.item.name = w.statusName;
    const text = statusText(status, w);
    this.item.text = text;
    this.item.tooltip = tooltip(status);
    this.item.accessibilityInformation = { label: `${w.statusName} ${text.replace(/\$\([a-z-]+\)/g, "")}` };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function tooltip(status: Status): vscode.MarkdownString {
  const w = words();
  const markdown = new vscode.MarkdownString();
  const line = (value: string): vscode.MarkdownString => markdown.appendText(value).appendMarkdown("\n\n");
  line(w.rules(status.ruleset));
  const { score } = status;
  if (score?.computed) {
    const claimed = score.claimed === null ? "" : `，${w.claimed(score.claimed)}`;
    line(`${w.recomputed(pointsText(score.computed))}${claimed}${score.grades.length > 0 ? `（${score.grades.join("、")}）` : ""}`);
  }
  line(
    [
      `${w.errors} ${status.errors}`,
      `${w.warnings} ${status.warnings}`,
      `${w.infos} ${status.infos}`,
      `${w.hints} ${status.hints}`,
    ].join(" · "),
  );
  line(w.coverage(status.coverage.checked, status.coverage.stated, status.coverage.unread));
  line(w.statusHelp);
  return markdown;
}
