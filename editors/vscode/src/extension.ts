import * as vscode from "vscode";
import { State, type BaseLanguageClient, type LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands";
import { registerPreview } from "./preview/panel";
import { registerPages } from "./pages";
import { StatusNotification } from "./protocol";
import { StatusItem } from "./status";
import { words } from "./words";

/** The language's id. */
export const LANGUAGE = "gouji";

/** Makes a client for the server of this host: a process on the desktop, a worker on the web. */
export type Connect = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The running server, which a restart replaces. */
export class Server implements vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private readonly checked = new vscode.EventEmitter<vscode.Uri>();

  /** A document was checked anew. */
  readonly onChecked = this.checked.event;

  constructor(
    private readonly connect: Connect,
    private readonly status: StatusItem,
  ) {}

  /** The client, once it runs. */
  get running(): BaseLanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  async start(): Promise<void> {
    try {
      this.client = await this.connect(clientOptions());
      this.client.onNotification(StatusNotification, (status) => {
        const uri = vscode.Uri.parse(status.uri);
        this.status.put(uri, status);
        this.checked.fire(uri);
      });
      await this.client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(words().failed(why));
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.status.clear();
    // A client that failed to start has nothing to stop and says so.
    await client?.dispose().catch(() => undefined);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
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
      gouji: vscode.workspace.getConfiguration(LANGUAGE),
      // The manifest says how the kinds of tokens are coloured.
      ownTokens: true,
      ruleLink: `command:gouji.explain?${encodeURIComponent('["')}{code}${encodeURIComponent('"]')}`,
      scoreCommand: "gouji.score",
    },
    diagnosticCollectionName: LANGUAGE,
    markdown: { supportHtml: false },
  };
}
