/** Bytes of UTF-8 as units of UTF-16. */
export class Utf16 {
  /** Places counted beforehand, about every 256 units; what lies between is counted when it is asked for. */
  private readonly marks: { readonly unit: number; readonly byte: number }[] = [{ unit: 0, byte: 0 }];

  constructor(private readonly text: string) {
    let byte = 0;
    let unit = 0;
    let next = 256;
    while (unit < text.length) {
      const size = sizeAt(text, unit);
      byte += size.bytes;
      unit += size.units;
      if (unit >= next) {
        this.marks.push({ unit, byte });
        next = unit + 256;
      }
    }
  }

  /** The unit at which byte `offset` stands; inside a character, that of the character. */
  of(offset: number): number {
    let { unit, byte } = this.markBefore(offset);
    while (unit < this.text.length) {
      const size = sizeAt(this.text, unit);
      if (byte + size.bytes > offset) break;
      byte += size.bytes;
      unit += size.units;
    }
    return unit;
  }

  private markBefore(offset: number): { unit: number; byte: number } {
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle]?.byte ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.marks[low] ?? { unit: 0, byte: 0 };
  }
}

/** How many bytes and units the character at `unit` takes. A lone surrogate is written as U+FFFD, three bytes. */
function sizeAt(text: string, unit: number): { bytes: number; units: number } {
  const point = text.codePointAt(unit) ?? 0;
  if (point < 0x80) return { bytes: 1, units: 1 };
  if (point < 0x800) return { bytes: 2, units: 1 };
  return point < 0x10000 ? { bytes: 3, units: 1 } : { bytes: 4, units: 2 };
}
