import * as vscode from "vscode";
import { RequestType, type TextDocumentIdentifier } from "vscode-languageclient";
import { adapt, type PreviewResponse } from "./adapt";
import type { FromPage, Tab, ToPage } from "./model";
import type { Server } from "../extension";
import type { Finding } from "../protocol";
import { lang, words } from "../words";

const VIEW = "gouji.preview";

/** Where the page last led the text, and whether the text has scrolled there. */
interface Jump {
  readonly range: vscode.Range;
  arrived: boolean;
}

const PreviewRequest = new RequestType<{ textDocument: TextDocumentIdentifier }, PreviewResponse | null, void>("gouji/preview");

/** The previews, one for each report. */
export interface Previews {
  open(uri: vscode.Uri, tab: Tab): Promise<void>;
}

export function registerPreview(context: vscode.ExtensionContext, server: Server): Previews {
  const open = new Map<string, Preview>();

  const attach = (panel: vscode.WebviewPanel, uri: vscode.Uri, tab: Tab): Preview => {
    const preview = new Preview(context.extensionUri, panel, uri, server, tab);
    open.set(uri.toString(), preview);
    panel.onDidDispose(() => {
      open.delete(uri.toString());
      preview.dispose();
    });
    return preview;
  };

  context.subscriptions.push(
    server.onChecked((uri) => void open.get(uri.toString())?.refresh()),
    vscode.window.onDidChangeTextEditorSelection((event) => {
      open.get(event.textEditor.document.uri.toString())?.cursorMoved(event.textEditor);
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges((event) => {
      open.get(event.textEditor.document.uri.toString())?.scrolled(event.textEditor);
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const uri: unknown = typeof state === "object" && state !== null ? Reflect.get(state, "uri") : undefined;
        if (typeof uri !== "string") {
          panel.dispose();
          return;
        }
        await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        attach(panel, vscode.Uri.parse(uri), "report");
      },
    }),
  );

  return {
    async open(uri, tab) {
      const known = open.get(uri.toString());
      if (known !== undefined) {
        known.show(tab);
        return;
      }
      const name = uri.path.split("/").pop() ?? "";
      const panel = vscode.window.createWebviewPanel(
        VIEW,
        `${words().preview} ${name}`,
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true, enableFindWidget: true, retainContextWhenHidden: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, "dist")] },
      );
      await attach(panel, uri, tab).refresh();
    },
  };
}

/** One preview. */
class Preview implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private findings: readonly Finding[] = [];
  private ready = false;
  private asked = false;
  private running = false;
  /** The page must not follow its own jump, so it stays where it is until the text leaves the place that it led to. */
  private jump: Jump | undefined;

  constructor(
    extension: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
    private readonly uri: vscode.Uri,
    private readonly server: Server,
    private tab: Tab,
  ) {
    panel.iconPath = vscode.Uri.joinPath(extension, "icons", "gouji.png");
    this.subscriptions.push(panel.webview.onDidReceiveMessage((message: FromPage) => this.received(message)));
    panel.webview.html = page(panel.webview, extension, uri);
  }

  show(tab: Tab): void {
    this.tab = tab;
    this.panel.reveal(undefined, true);
    this.post({ type: "tab", tab });
  }

  /** Draws the report anew. Calls that come while one is under way are answered by one more. */
  async refresh(): Promise<void> {
    this.asked = true;
    if (this.running || !this.ready) return;
    this.running = true;
    try {
      while (this.asked) {
        this.asked = false;
        await this.draw();
      }
    } finally {
      this.running = false;
    }
  }

  private async draw(): Promise<void> {
    const document = this.document();
    const response = document && (await this.server.running?.sendRequest(PreviewRequest, { textDocument: { uri: this.uri.toString() } }));
    // An answer about a text that has moved on would mark the wrong places; the next check asks again.
    if (!response || response.version !== document.version) return;
    this.findings = response.findings;
    this.post({ type: "model", model: adapt(response, document.getText(), lang()) });
  }

  cursorMoved(editor: vscode.TextEditor): void {
    if (this.jump?.range.isEqual(editor.selection)) return;
    this.jump = undefined;
    this.post({ type: "cursor", offset: editor.document.offsetAt(editor.selection.active) });
  }

  scrolled(editor: vscode.TextEditor): void {
    const first = editor.visibleRanges[0]?.start;
    if (first === undefined || this.jumping(editor)) return;
    this.jump = undefined;
    this.post({ type: "scroll", offset: editor.document.offsetAt(first) });
  }

  /** Whether the text is on its way to where the page led it, or still there. */
  private jumping(editor: vscode.TextEditor): boolean {
    if (this.jump === undefined) return false;
    const there = inView(editor, this.jump.range);
    const left = this.jump.arrived && !there;
    this.jump.arrived ||= there;
    return !left;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === this.uri.toString());
  }

  private post(message: ToPage): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private async received(message: FromPage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.post({ type: "tab", tab: this.tab });
        await this.refresh();
        break;
      case "reveal":
        await this.reveal(message.start, message.end, message.version);
        break;
      case "fix":
        await this.fix(message.note, message.fix, message.version);
        break;
      case "explain":
        await vscode.commands.executeCommand("gouji.explain", message.code);
        break;
    }
  }

  private async reveal(start: number, end: number, version: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    if (document.version !== version) return;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    this.jump = { range, arrived: shown !== undefined && inView(shown, range) };
    const column = shown?.viewColumn ?? vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(document, { viewColumn: column, preserveFocus: true, selection: range });
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async fix(note: number, fix: number, version: number): Promise<void> {
    const document = this.document();
    const edits = this.findings[note]?.fixes[fix]?.edits;
    if (document === undefined || edits === undefined) return;
    if (document.version !== version) {
      void vscode.window.showInformationMessage(words().moved);
      return;
    }
    const change = new vscode.WorkspaceEdit();
    for (const edit of edits) {
      const range = new vscode.Range(edit.start.line - 1, edit.start.column - 1, edit.end.line - 1, edit.end.column - 1);
      change.replace(this.uri, range, edit.text);
    }
    await vscode.workspace.applyEdit(change);
  }
}

function inView(editor: vscode.TextEditor, range: vscode.Range): boolean {
  return editor.visibleRanges.some((visible) => visible.contains(range.start));
}

/** The page: nothing but its own script and style may run in it. */
function page(webview: vscode.Webview, extension: vscode.Uri, report: vscode.Uri): string {
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", name)).toString();
  const nonce = [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${file("style.css")}">
<title>gouji</title>
</head>
<body data-report="${encodeURIComponent(report.toString())}">
<script nonce="${nonce}" src="${file("preview.js")}"></script>
</body>
</html>`;
}
