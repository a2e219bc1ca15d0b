import * as vscode from "vscode";
import type { Server } from "./extension";
import { ExplainRequest, TreeRequest } from "./protocol";
import { lang, words } from "./words";

const TREE = "gouji-tree";
const RULE = "gouji-rule";

/** Read-only pages: what was understood of a report, and what a rule checks and why. */
export interface Pages {
  showTree(document: vscode.TextDocument): Promise<void>;
  showRule(code: string): Promise<void>;
}

export function registerPages(context: vscode.ExtensionContext, server: Server): Pages {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const shown = new Set<string>();

  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(TREE, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const client = server.running;
        if (client === undefined) return words().starting;
        const tree = await client.sendRequest(TreeRequest, { textDocument: { uri: uri.query } });
        return tree?.text ?? "";
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider(RULE, {
      provideTextDocumentContent: async (uri) => (await explanation(server, uri.query)) ?? words().noRule(uri.query),
    }),
    server.onChecked((uri) => {
      const tree = treeUri(uri);
      if (shown.has(tree.toString())) changed.fire(tree);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      shown.delete(document.uri.toString());
    }),
  );

  return {
    async showTree(document) {
      const uri = treeUri(document.uri);
      shown.add(uri.toString());
      const page = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true });
    },

    async showRule(code) {
      if ((await explanation(server, code)) === undefined) {
        void vscode.window.showInformationMessage(words().noRule(code));
        return;
      }
      const uri = vscode.Uri.from({ scheme: RULE, path: `/${code}.md`, query: code });
      try {
        await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
      } catch {
        // Where the editor comes without its Markdown preview, the page is shown as text.
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), vscode.ViewColumn.Beside);
      }
    },
  };
}

/** The page's name carries the report's, and no ending by which it would be taken for one; its address is the query. */
function treeUri(report: vscode.Uri): vscode.Uri {
  const name = report.path.split("/").pop() ?? "";
  return vscode.Uri.from({ scheme: TREE, path: `/${name} ${words().tree}`, query: report.toString() });
}

async function explanation(server: Server, code: string): Promise<string | undefined> {
  const found = await server.running?.sendRequest(ExplainRequest, { code, lang: lang() });
  return found?.markdown;
}
