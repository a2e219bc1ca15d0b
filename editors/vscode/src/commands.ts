import * as vscode from "vscode";
import { ExecuteCommandRequest, type BaseLanguageClient } from "vscode-languageclient";
import { LANGUAGE, type Server } from "./extension";
import { reportsBelow } from "./files";
import type { Pages } from "./pages";
import type { Previews } from "./preview/panel";
import { words } from "./words";

interface Parts {
  readonly server: Server;
  readonly preview: Previews;
  readonly pages: Pages;
}

/** File name extensions that are no plain text, however often they are tried. */
const OFFICE = /\.(docx?|wps|xlsx?|et|pdf|ofd)$/i;

/** Menus give a URI, lenses and links its text. */
type Address = vscode.Uri | string;

export function registerCommands(context: vscode.ExtensionContext, { server, preview, pages }: Parts): void {
  const register = (name: string, run: (...args: never[]) => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  };

  register("gouji.preview", (uri?: Address) => withReport(uri, (document) => preview.open(document.uri, "report")));
  register("gouji.score", (uri?: Address) => withReport(uri, (document) => preview.open(document.uri, "score")));
  register("gouji.tree", (uri?: Address) => withReport(uri, (document) => pages.showTree(document)));
  register("gouji.explain", (code?: string) => explain(pages, code));
  register("gouji.new", () => newReport(server));
  register("gouji.example", () => example(context));
  register("gouji.folder", (uri?: Address) => checkFolder(server, uri));
  register("gouji.adopt", (uri?: Address) => adopt(uri));
  register("gouji.fixes", (uri?: Address) => withReport(uri, (document) => fixAll(server, document)));
  register("gouji.restart", () => server.restart());
  register("gouji.welcome", () =>
    vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false),
  );
}

/** Runs `then` on the report that is meant: the one given, or the one in the active editor. */
async function withReport(address: Address | undefined, then: (document: vscode.TextDocument) => unknown): Promise<void> {
  const uri = uriOf(address);
  const document = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document?.languageId === LANGUAGE) {
    await then(document);
    return;
  }
  // With the preview in front there is no active editor, but the report still stands beside it.
  const beside = vscode.window.visibleTextEditors.find((editor) => editor.document.languageId === LANGUAGE);
  if (beside !== undefined) await then(beside.document);
  else void vscode.window.showInformationMessage(words().noReport);
}

function uriOf(address: Address | undefined): vscode.Uri | undefined {
  return typeof address === "string" ? vscode.Uri.parse(address) : address;
}

/** The client, or a word that it is not there. */
async function client(server: Server): Promise<BaseLanguageClient | undefined> {
  const running = await server.ready();
  if (running === undefined) void vscode.window.showInformationMessage(words().starting);
  return running;
}

async function explain(pages: Pages, code: string | undefined): Promise<void> {
  const asked = typeof code === "string" ? code : await pickRule();
  if (asked !== undefined) await pages.showRule(asked.trim().toUpperCase());
}

/** Offers the rules behind the findings of the report; any other code can be typed. */
async function pickRule(): Promise<string | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const found = new Map<string, string>();
  for (const diagnostic of document ? vscode.languages.getDiagnostics(document.uri) : []) {
    const code = codeOf(diagnostic);
    if (code !== undefined && !found.has(code)) found.set(code, diagnostic.message.split("\n")[0] ?? "");
  }
  const items = [...found].sort().map(([label, detail]): vscode.QuickPickItem => ({ label, detail }));
  const pick = vscode.window.createQuickPick();
  pick.placeholder = words().explainWhich;
  pick.matchOnDetail = true;
  pick.items = items;
  pick.onDidChangeValue((value) => {
    const code = value.trim().toUpperCase();
    const typed = /^GJ\d{3}$/.test(code) && !found.has(code) ? [{ label: code }] : [];
    pick.items = [...typed, ...items];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  const { code } = diagnostic;
  const value = typeof code === "object" ? code.value : code;
  return diagnostic.source === undefined || value === undefined || !/^GJ\d{3}$/.test(String(value)) ? undefined : String(value);
}

/** Asks for what a report cannot do without, and opens its skeleton. */
async function newReport(server: Server): Promise<void> {
  const running = await client(server);
  if (running === undefined) return;
  const w = words();
  const ruleset = await vscode.window.showQuickPick(["部门整体支出", "项目支出", "部门决算"], { placeHolder: w.ruleSet });
  if (ruleset === undefined) return;
  const unit = await vscode.window.showInputBox({ prompt: w.unit, placeHolder: w.unitExample, ignoreFocusOut: true });
  if (unit === undefined) return;
  const year = await vscode.window.showInputBox({
    prompt: w.year,
    // Reports are written on the year that is over.
    value: String(new Date().getFullYear() - 1),
    validateInput: (value) => (/^\d{4}$/.test(value.trim()) ? undefined : w.yearWrong),
    ignoreFocusOut: true,
  });
  if (year === undefined) return;
  const content: unknown = await running.sendRequest(ExecuteCommandRequest.type, {
    command: "gouji.newReport",
    arguments: [{ ruleset, unit: unit.trim(), year: Number(year) }],
  });
  if (typeof content === "string") await openText(content);
}

async function example(context: vscode.ExtensionContext): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "examples", "example.gj"));
  await openText(new TextDecoder().decode(bytes));
}

async function openText(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
  await vscode.window.showTextDocument(document, { preview: false });
}

async function checkFolder(server: Server, given: Address | undefined): Promise<void> {
  const running = await client(server);
  const uri = uriOf(given) ?? (await pickFolder());
  if (running === undefined || uri === undefined) return;
  const w = words();
  // A host in the browser may open a folder that is the root and has no name of its own.
  const name = uri.path.split("/").filter((part) => part !== "").pop() ?? vscode.workspace.getWorkspaceFolder(uri)?.name ?? uri.path;
  const result: unknown = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: w.folderRunning(name), cancellable: true },
    async (_, token) => {
      const files = server.reads(uri.scheme) ? undefined : await reportsBelow(uri, token);
      const parameters = { command: "gouji.checkFolder", arguments: [{ uri: uri.toString(), files }] };
      // A check that was stopped is no failure: what it had found stays in the list.
      return running.sendRequest(ExecuteCommandRequest.type, parameters, token).catch((error: unknown) => {
        if (!token.isCancellationRequested) throw error;
        return undefined;
      });
    },
  );
  if (result === undefined) return;
  const { files, errors } = counts(result);
  void vscode.window.showInformationMessage(w.folderDone(files, errors));
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

function counts(result: unknown): { files: number; errors: number } {
  const of = (key: string): number => {
    const value: unknown = typeof result === "object" && result !== null ? Reflect.get(result, key) : undefined;
    return typeof value === "number" ? value : 0;
  };
  return { files: of("files"), errors: of("errors") };
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: words().folderWhich }))?.uri;
}

/** Treats a text file as a report, whatever it is called. */
async function adopt(address: Address | undefined): Promise<void> {
  const w = words();
  const target = uriOf(address) ?? vscode.window.activeTextEditor?.document.uri;
  if (target === undefined) {
    await openThenAdopt();
    return;
  }
  if (OFFICE.test(target.path)) {
    void vscode.window.showInformationMessage(w.notText);
    return;
  }
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.window.showTextDocument(document);
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  // GB18030 read as UTF-8 is full of replacement characters.
  if (document.getText().includes("\uFFFD") && (await vscode.window.showWarningMessage(w.encoding, w.reopen)) === w.reopen) {
    await vscode.commands.executeCommand("workbench.action.editor.changeEncoding");
  }
}

async function openThenAdopt(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({ canSelectMany: false });
  if (picked?.[0] !== undefined) await adopt(picked[0]);
}

async function fixAll(server: Server, document: vscode.TextDocument): Promise<void> {
  const running = await client(server);
  if (running === undefined) return;
  const { version } = document;
  await running.sendRequest(ExecuteCommandRequest.type, {
    command: "gouji.fixAll",
    arguments: [{ uri: document.uri.toString() }],
  });
  if (document.version === version) void vscode.window.showInformationMessage(words().noFixes);
}
