/** The extension in the desktop editor and on remote machines: the server is a process. */
import { execFile, fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { IPCMessageReader, IPCMessageWriter, LanguageClient, TransportKind, type MessageTransports } from "vscode-languageclient/node";
import { activate as activateShared, type Connection, type Server } from "./extension";
import { ruleSetFiles } from "./files";
import type { Aside } from "./session/drive";
import { words } from "./words";

/** Milliseconds in which a program must say its version. */
const PATIENCE = 10_000;

/**
 * Starts the program that the settings name, or the one that comes with the extension. Where there is none, or it does
 * not run here (an old system, a guarded folder), the WebAssembly session takes its place in a process of its own.
 */
export function activate(context: vscode.ExtensionContext): Promise<Server> {
  return activateShared(context, async (options): Promise<Connection> => {
    const program = await firstThatRuns([named(), bundled(context)]);
    if (program !== undefined) {
      const server = { command: program, args: ["lsp"], transport: TransportKind.stdio };
      return { client: new LanguageClient("gouji", "勾稽", server, options) };
    }
    let session: ChildProcess | undefined;
    const say = (aside: Aside): void => void session?.send(aside);
    const start = async (): Promise<MessageTransports> => {
      session = fork(context.asAbsolutePath("dist/session.js"), { env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } });
      say({ gouji: "files", texts: await ruleSetFiles() });
      return { reader: new IPCMessageReader(session), writer: new IPCMessageWriter(session) };
    };
    return { client: new LanguageClient("gouji", "勾稽", start, options), hand: (texts) => say({ gouji: "files", texts }) };
  });
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

async function firstThatRuns(programs: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const program of programs) {
    if (program !== undefined && (await runs(program))) return program;
  }
  return undefined;
}

function runs(program: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: PATIENCE }, (error) => resolve(error === null));
  });
}
