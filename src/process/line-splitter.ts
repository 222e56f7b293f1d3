import { StringDecoder } from 'node:string_decoder'

/** Nothing that a person reads is longer; a stream without a line break must not fill the memory. In characters. */
const MAX_LINE = 1024 * 1024

/** Cuts a stream of bytes into lines. A character that spans two chunks stays whole, a last line may lack its break. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  readonly #maxLine: number
  /** The beginning of a line, in the pieces in which it came. */
  #rest: string[] = []
  #length = 0

  constructor(maxLine: number = MAX_LINE) {
    this.#maxLine = maxLine
  }

  /** Takes a chunk, answers the lines that it completes. */
  add(chunk: Buffer): readonly string[] {
    const parts = this.#decoder.write(chunk).split('\n')
    const last = parts.pop() ?? ''
    if (parts.length > 0) parts[0] = this.#take() + parts[0]
    this.#rest.push(last)
    this.#length += last.length
    if (this.#length > this.#maxLine) parts.push(this.#take())
    return parts.map(withoutReturn)
  }

  /** What came after the last line break, if anything. */
  end(): readonly string[] {
    const rest = this.#take() + this.#decoder.end()
    return rest === '' ? [] : [withoutReturn(rest)]
  }

  #take(): string {
    const text = this.#rest.join('')
    this.#rest = []
    this.#length = 0
    return text
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
