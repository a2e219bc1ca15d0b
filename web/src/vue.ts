/**
 * Vue 3, with Element Plus or any other forms. Element's el-form knows no warnings and no native validity, so errors are
 * given to it as rules that block, and warnings are left to a slot.
 */

import { onScopeDispose, shallowRef, watch, type Ref } from "vue";
import type { CallOptions, Checker } from "./checker.js";
import { isAbort } from "./queue.js";
import type { FieldFinding, FieldMapping, FieldModel, FieldOptions, FieldReport } from "./types.js";
import { modelOf } from "./adapter.js";
import { brief } from "./words.js";

export interface GoujiFields {
  /** What was found, by field. */
  report: Ref<FieldReport>;
  /** Why nothing could be checked; empty where all is well. */
  unchecked: Ref<string>;
  /** The first error of a field: a sentence, or "". */
  error(field: string): string;
  /** What is no error at a field. */
  warnings(field: string): FieldFinding[];
  /** What could be put in a field: rates, shares and points only. */
  computed(field: string): string | null;
  /** A rule for el-form-item: blocks on errors, by the figures of this moment. */
  rule(field: string): { validator(rule: unknown, value: unknown, done: (error?: Error) => void): void; trigger: string[] };
}

/** Checks `model()` whenever it changes. */
export function useGoujiFields(
  checker: Checker | Promise<Checker>,
  model: () => Record<string, unknown>,
  mapping: FieldMapping,
  own: FieldOptions = {},
  options: CallOptions = {},
): GoujiFields {
  const report = shallowRef<FieldReport>({});
  const unchecked = shallowRef("");
  const kind = options.kind || "vue" + Math.random();

  const ask = async (values: FieldModel, as: string): Promise<FieldReport | null> => {
    try {
      const found = await (await checker).checkFields(values, mapping, own, { ...options, kind: as });
      unchecked.value = "";
      return found;
    } catch (error) {
      if (isAbort(error)) return null;
      unchecked.value = error instanceof Error ? error.message : String(error);
      return {};
    }
  };
  const stop = watch(
    () => modelOf(model()),
    async (values, before) => {
      if (before !== undefined && JSON.stringify(values) === JSON.stringify(before)) return;
      const found = await ask(values, kind);
      if (found !== null) report.value = found;
    },
    { immediate: true },
  );
  onScopeDispose(stop);

  const findings = (field: string): FieldFinding[] => report.value[field] || [];
  const errorOf = (found: FieldReport, field: string): string => {
    const first = (found[field] || []).find((finding) => finding.severity === "error");
    return first === undefined ? "" : brief(first, options.lang || "zh");
  };
  return {
    report,
    unchecked,
    error: (field) => errorOf(report.value, field),
    warnings: (field) => findings(field).filter((finding) => finding.severity !== "error"),
    computed(field) {
      const offered = findings(field).find((finding) => finding.computed !== null);
      return offered === undefined ? null : offered.computed;
    },
    rule: (field) => ({
      trigger: ["blur", "change"],
      validator(_rule, _value, done) {
        // Not the last report: on submit all rules ask at once about what stands there now.
        void ask(modelOf(model()), kind + field).then((found) => {
          const message = errorOf(found || report.value, field);
          done(message === "" ? undefined : new Error(message));
        });
      },
    }),
  };
}
