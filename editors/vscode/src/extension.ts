import * as vscode from "vscode";
import { DidChangeWatchedFilesNotification, State, type BaseLanguageClient, type LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands";
import { ruleSetFiles } from "./files";
import { registerPreview } from "./preview/panel";
import { registerPages } from "./pages";
import { StatusNotification } from "./protocol";
import type { Texts } from "./session/module";
import { StatusItem } from "./status";
import { words } from "./words";

/** The language's id. */
export const LANGUAGE = "gouji";

/** A client of the server, not yet started. */
export interface Connection {
  readonly client: BaseLanguageClient;
  /** Hands texts of files to a server that cannot read them itself. */
  readonly hand?: (texts: Texts) => void;
}

/** Makes a client for the server of this host: a process on the desktop, a worker on the web. */
export type Connect = (options: LanguageClientOptions) => Promise<Connection>;

/** The running server, which a restart replaces. */
export class Server implements vscode.Disposable {
  private connection: Connection | undefined;
  /** The last start or restart; it ends whether or not that came off. */
  private underWay: Promise<void> = Promise.resolve();
  private readonly checked = new vscode.EventEmitter<vscode.Uri>();

  /** A document was checked anew. */
  readonly onChecked = this.checked.event;

  constructor(
    private readonly connect: Connect,
    private readonly status: StatusItem,
  ) {}

  /** The client, once it runs. */
  get running(): BaseLanguageClient | undefined {
    const client = this.connection?.client;
    return client?.state === State.Running ? client : undefined;
  }

  /** The client, once a start or restart that is under way is done: what was asked for meanwhile is not lost. */
  async ready(): Promise<BaseLanguageClient | undefined> {
    await this.underWay;
    return this.running;
  }

  /** Whether the server reads files of this scheme by itself. */
  reads(scheme: string): boolean {
    return scheme === "file" && this.connection?.hand === undefined;
  }

  /** Hands over the rule sets that the settings name, where the server cannot read them. */
  async handRuleSets(): Promise<void> {
    const { client, hand } = this.connection ?? {};
    if (hand === undefined) return;
    hand(await ruleSetFiles());
    // What it knows of them is out of date.
    if (client?.state === State.Running) await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] });
  }

  start(): Promise<void> {
    this.underWay = this.begin();
    return this.underWay;
  }

  private async begin(): Promise<void> {
    try {
      const connection = await this.connect(clientOptions());
      this.connection = connection;
      connection.client.onNotification(StatusNotification, (status) => {
        const uri = vscode.Uri.parse(status.uri);
        this.status.put(uri, status);
        this.checked.fire(uri);
      });
      await connection.client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(words().failed(why));
    }
  }

  async stop(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    this.status.clear();
    // A client that failed to start has nothing to stop and says so.
    await connection?.client.dispose().catch(() => undefined);
  }

  restart(): Promise<void> {
    this.underWay = this.stop().then(() => this.begin());
    return this.underWay;
  }

  dispose(): void {
    this.checked.dispose();
    void this.stop();
  }
}

/** Everything that both hosts share. */
export async function activate(context: vscode.ExtensionContext, connect: Connect): Promise<Server> {
  const status = new StatusItem();
  const server = new Server(connect, status);
  context.subscriptions.push(
    status,
    server,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("gouji.server.path")) void server.restart();
      if (change.affectsConfiguration("gouji.lang")) status.show();
      if (change.affectsConfiguration("gouji.rules")) void server.handRuleSets();
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.path.endsWith(".toml")) void server.handRuleSets();
    }),
  );
  const preview = registerPreview(context, server);
  const pages = registerPages(context, server);
  registerCommands(context, { server, preview, pages });
  await server.start();
  return server;
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE }],
    synchronize: {
      configurationSection: LANGUAGE,
      fileEvents: vscode.workspace.createFileSystemWatcher("**/*.toml"),
    },
    initializationOptions: {
      gouji: settings(),
      // The manifest says how the kinds of tokens are coloured.
      ownTokens: true,
      ruleLink: `command:gouji.explain?${encodeURIComponent('["')}{code}${encodeURIComponent('"]')}`,
      scoreCommand: "gouji.score",
    },
    diagnosticCollectionName: LANGUAGE,
    markdown: { supportHtml: false },
  };
}

/** The settings as plain data; the editor's own object cannot be sent to a worker. */
function settings(): unknown {
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration(LANGUAGE)));
}
