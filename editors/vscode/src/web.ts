/** The extension in a browser: the server is the WebAssembly session in a worker. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activate as activateShared, type Server } from "./extension";

export function activate(context: vscode.ExtensionContext): Promise<Server> {
  return activateShared(context, async (options) => new LanguageClient("gouji", "勾稽", () => startWorker(context.extensionUri), options));
}

/** The worker cannot always read files of the extension itself, so it is handed its module. */
async function startWorker(extension: vscode.Uri): Promise<Worker> {
  const module = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", "gouji.wasm"));
  const worker = new Worker(vscode.Uri.joinPath(extension, "dist", "worker.js").toString(true));
  worker.postMessage({ gouji: module });
  return worker;
}
