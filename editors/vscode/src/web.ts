/** The extension in a browser: the server is the WebAssembly session in a worker. */
import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from "vscode-languageclient/browser";
import { activate as activateShared, type Server } from "./extension";
import { ruleSetFiles } from "./files";
import type { Aside } from "./session/drive";

export function activate(context: vscode.ExtensionContext): Promise<Server> {
  return activateShared(context, async (options) => {
    let worker: Worker | undefined;
    const say = (aside: Aside): void => worker?.postMessage(aside);
    const start = async (): Promise<MessageTransports> => {
      // The worker cannot always read files of the extension itself, so it is handed its module.
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", "gouji.wasm"));
      worker = new Worker(vscode.Uri.joinPath(context.extensionUri, "dist", "worker.js").toString(true));
      say({ gouji: "module", bytes: new Uint8Array(bytes) });
      say({ gouji: "files", texts: await ruleSetFiles() });
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    const client = new LanguageClient("gouji", "勾稽", start, options);
    return { client, hand: (texts) => say({ gouji: "files", texts }) };
  });
}
