/** Reads files for a session that cannot: in the browser, and wherever the workspace is no disk. */
import * as vscode from "vscode";
import type { Texts } from "./session/module";

/** Folders that hold no reports. */
const SKIPPED = /^(\.|node_modules$)/;

/** Most files of one check, and most bytes of one file. */
const MAX_FILES = 5000;
const MAX_BYTES = 64 << 20;

/** The reports below a folder, with their texts. */
export async function reportsBelow(folder: vscode.Uri, token: vscode.CancellationToken): Promise<{ uri: string; text: string }[]> {
  const found: { uri: string; text: string }[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const entries = await vscode.workspace.fs.readDirectory(next);
    for (const [name, type] of entries.sort(([left], [right]) => (left < right ? -1 : 1))) {
      if (token.isCancellationRequested || found.length >= MAX_FILES) return found;
      const uri = vscode.Uri.joinPath(next, name);
      if (type === vscode.FileType.Directory && !SKIPPED.test(name)) folders.push(uri);
      // Links are left alone: they may lead round in circles.
      if (type !== vscode.FileType.File || !/\.(gj|txt)$/i.test(name)) continue;
      const text = await read(uri);
      if (text !== undefined) found.push({ uri: uri.toString(), text });
    }
  }
  return found;
}

/** The rule set files that the settings name, wherever they may be meant. */
export async function ruleSetFiles(): Promise<Texts> {
  const texts: Record<string, string> = {};
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const name = vscode.workspace.getConfiguration("gouji", folder.uri).get<string>("rules", "auto");
    if (!/\.toml$/i.test(name)) continue;
    const uri = /^[a-z][a-z0-9+.-]+:/i.test(name) ? vscode.Uri.parse(name) : vscode.Uri.joinPath(folder.uri, name);
    const text = await read(uri);
    if (text !== undefined) texts[uri.toString()] = text;
  }
  return texts;
}

async function read(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > MAX_BYTES ? undefined : decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Offices write UTF-8, UTF-16 with its mark, or GB18030. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
