/** What the adapters for frameworks share. */

import type { FieldModel } from "./types.js";

/** The values of a form as they were typed: numbers as their digits, what is missing as nothing. */
export function modelOf(values: Record<string, unknown>): FieldModel {
  const model: FieldModel = {};
  for (const key of Object.keys(values)) {
    const value = values[key];
    if (typeof value === "string") model[key] = value;
    else if (typeof value === "number" && Number.isFinite(value)) model[key] = String(value);
    else model[key] = "";
  }
  return model;
}
