/** Pages that demand Trusted Types allow the policy `gouji`: it makes addresses of the package's own scripts, and no HTML. */

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

let policy: { createScriptURL(url: string): unknown } | null | undefined;

/** The address of one of the package's scripts, as a page with Trusted Types wants it. */
export function scriptUrl(url: string): string {
  if (policy === undefined) {
    const { trustedTypes } = globalThis as { trustedTypes?: Policies };
    try {
      policy = trustedTypes === undefined ? null : trustedTypes.createPolicy("gouji", { createScriptURL: (own) => own });
    } catch {
      policy = null;
    }
  }
  return policy === null ? url : (policy.createScriptURL(url) as string);
}
