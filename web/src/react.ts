/** React, with Ant Design or any other forms: a hook, and what `Form.Item` takes. */

import { useEffect, useRef, useState } from "react";
import type { CallOptions, Checker } from "./checker.js";
import { modelOf } from "./adapter.js";
import { isAbort } from "./queue.js";
import { brief } from "./words.js";
import type { FieldFinding, FieldMapping, FieldOptions, FieldReport } from "./types.js";

export interface GoujiFields {
  /** What was found, by field. */
  report: FieldReport;
  /** Why nothing could be checked; empty where all is well. */
  unchecked: string;
  findings(field: string): FieldFinding[];
  /** What could be put in a field: rates, shares and points only. */
  computed(field: string): string | null;
  /** For antd's `Form.Item`: how it looks and what it says. Spread it. */
  item(field: string): { validateStatus?: "error" | "warning"; help?: string };
  /** A rule for antd's `Form.Item`: blocks on errors, by the figures of the moment of sending. */
  rule(field: string): { validator(): Promise<void> };
}

let hooks = 0;

/** Checks `values` whenever they change; `current` gives the values of this moment when the form is sent. */
export function useGoujiFields(
  checker: Checker | Promise<Checker>,
  values: Record<string, unknown>,
  mapping: FieldMapping,
  own: FieldOptions = {},
  options: CallOptions = {},
  current: () => Record<string, unknown> = () => values,
): GoujiFields {
  const [report, setReport] = useState<FieldReport>({});
  const [unchecked, setUnchecked] = useState("");
  const kind = useRef("");
  if (kind.current === "") kind.current = "react" + (hooks += 1);
  const model = JSON.stringify(modelOf(values));

  useEffect(() => {
    let gone = false;
    const run = async (): Promise<void> => {
      try {
        const found = await (await checker).checkFields(JSON.parse(model), mapping, own, { ...options, kind: kind.current });
        if (gone) return;
        setReport(found);
        setUnchecked("");
      } catch (error) {
        if (gone || isAbort(error)) return;
        setReport({});
        setUnchecked(error instanceof Error ? error.message : String(error));
      }
    };
    void run();
    return () => {
      gone = true;
    };
    // The mapping and the options of a form do not change while it is shown.
  }, [checker, model]);

  const { lang = "zh" } = options;
  const findings = (field: string): FieldFinding[] => report[field] || [];
  return {
    report,
    unchecked,
    findings,
    computed(field) {
      const offered = findings(field).find((finding) => finding.computed !== null);
      return offered === undefined ? null : offered.computed;
    },
    item(field) {
      const all = findings(field);
      const first = all.find((finding) => finding.severity === "error") || all.find((finding) => finding.severity === "warning");
      if (first === undefined) return {};
      return { validateStatus: first.severity === "error" ? "error" : "warning", help: brief(first, lang) };
    },
    rule: (field) => ({
      async validator() {
        const now = modelOf(current());
        let found: FieldReport;
        try {
          found = await (await checker).checkFields(now, mapping, own, { ...options, kind: kind.current + field });
        } catch {
          // What cannot be checked does not keep anybody from sending; the page says 未核对.
          return;
        }
        const first = (found[field] || []).find((finding) => finding.severity === "error");
        if (first !== undefined) throw new Error(brief(first, lang));
      },
    }),
  };
}
