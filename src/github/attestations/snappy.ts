/**
 * Unpacks a block of Snappy, as GitHub keeps attestations. Throws for what is none, and for more than `most` bytes before any is
 * made. The format: https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unpackSnappy(packed: Uint8Array, most: number): Uint8Array {
  const reading = new Reading(packed)
  const size = sizeOf(reading)
  if (size > most) throw new Error(`it is larger than ${most / 1024 / 1024} MiB`)
  const unpacked = new Uint8Array(size)
  let made = 0
  while (!reading.isOver) {
    const tag = reading.number(1)
    if ((tag & 3) === 0) {
      const literal = reading.bytes(literalSize(reading, tag >> 2))
      if (made + literal.length > size) throw broken()
      unpacked.set(literal, made)
      made += literal.length
      continue
    }
    const { length, offset } = copyOf(reading, tag)
    if (offset === 0 || offset > made || made + length > size) throw broken()
    // Byte by byte: a copy may reach into what it makes itself.
    for (const end = made + length; made < end; made++) unpacked[made] = unpacked[made - offset] ?? 0
  }
  if (made !== size) throw broken()
  return unpacked
}

class Reading {
  readonly #packed: Uint8Array
  #at = 0

  constructor(packed: Uint8Array) {
    this.#packed = packed
  }

  get isOver(): boolean {
    return this.#at >= this.#packed.length
  }

  bytes(count: number): Uint8Array {
    if (this.#at + count > this.#packed.length) throw broken()
    this.#at += count
    return this.#packed.subarray(this.#at - count, this.#at)
  }

  /** A number of so many bytes, the lowest first. */
  number(bytes: number): number {
    return this.bytes(bytes).reduceRight((number, byte) => number * 256 + byte, 0)
  }
}

/** Seven bits a byte, the lowest first; the eighth says that there are more. */
function sizeOf(reading: Reading): number {
  let size = 0
  for (let place = 0; place < 5; place++) {
    const byte = reading.number(1)
    size += (byte & 127) * 128 ** place
    if (byte < 128) return size
  }
  throw broken()
}

function literalSize(reading: Reading, said: number): number {
  return 1 + (said < 60 ? said : reading.number(said - 59))
}

function copyOf(reading: Reading, tag: number): { readonly length: number; readonly offset: number } {
  if ((tag & 3) === 1) return { length: 4 + ((tag >> 2) & 7), offset: (tag >> 5) * 256 + reading.number(1) }
  return { length: 1 + (tag >> 2), offset: reading.number((tag & 3) === 2 ? 2 : 4) }
}

function broken(): Error {
  return new Error('it is no whole block of Snappy')
}
