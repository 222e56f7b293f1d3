import { StringDecoder } from 'node:string_decoder'

/** Nothing that a person reads is longer; a stream without a line break must not fill the memory. */
const MAX_LINE = 1024 * 1024

/** Cuts a stream of bytes into lines. A character that spans two chunks stays whole, a last line may lack its break. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  /** Takes a chunk, answers the lines that it completes. */
  add(chunk: Buffer): readonly string[] {
    const parts = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = parts.pop() ?? ''
    if (this.#rest.length > MAX_LINE) {
      parts.push(this.#rest)
      this.#rest = ''
    }
    return parts.map(withoutReturn)
  }

  /** What came after the last line break, if anything. */
  end(): readonly string[] {
    const rest = this.#rest + this.#decoder.end()
    this.#rest = ''
    return rest === '' ? [] : [withoutReturn(rest)]
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
