/** The extension in the desktop editor and on remote machines: the server is a process. */
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type ServerOptions } from "vscode-languageclient/node";
import { activate as activateShared, type Server } from "./extension";
import { words } from "./words";

export function activate(context: vscode.ExtensionContext): Promise<Server> {
  return activateShared(context, async (options) => new LanguageClient("gouji", "勾稽", serverOptions(context), options));
}

/**
 * The program that the settings name, or the one that comes with the extension; on a platform for which none was built,
 * the WebAssembly session in a process of its own, which does the same.
 */
function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const program = named() ?? bundled(context);
  if (program !== undefined) return { command: program, args: ["lsp"], transport: TransportKind.stdio };
  return { module: context.asAbsolutePath("dist/session.js"), transport: TransportKind.ipc };
}

function named(): string | undefined {
  const path = vscode.workspace.getConfiguration("gouji").get<string>("server.path", "").trim();
  if (path === "") return undefined;
  if (existsSync(path)) return path;
  void vscode.window.showWarningMessage(words().noServer(path));
  return undefined;
}

function bundled(context: vscode.ExtensionContext): string | undefined {
  const path = context.asAbsolutePath(process.platform === "win32" ? "server/gouji.exe" : "server/gouji");
  return existsSync(path) ? path : undefined;
}
