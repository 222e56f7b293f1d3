/** Where lines go: standard output. */
export interface LineSink {
  write(text: string, done: () => void): unknown
}

/** What the stream may hold at a time, in characters. Node fails with `write EINVAL` at about a million queued writes. */
const IN_FLIGHT = 64 * 1024
/** What may wait here before a caller that prints much has to wait, in characters. */
const ROOM = 1024 * 1024

/**
 * Writes lines in their order. A line goes out at once while the reader keeps up; else lines wait here and go out in
 * chunks, as fast as they are read.
 */
export class LineWriter {
  readonly #sink: LineSink
  #inFlight = 0
  /** Full chunks, and the one that is being filled. */
  #chunks: string[] = []
  #filling = ''
  #waiting = 0
  #roomWanted: (() => void)[] = []
  #emptyWanted: (() => void)[] = []

  constructor(sink: LineSink) {
    this.#sink = sink
  }

  line(text: string): void {
    const line = `${text}\n`
    if (this.#waiting === 0 && this.#inFlight < IN_FLIGHT) {
      this.#send(line)
      return
    }
    this.#waiting += line.length
    this.#filling += line
    if (this.#filling.length < IN_FLIGHT) return
    this.#chunks.push(this.#filling)
    this.#filling = ''
  }

  /** Resolves when little waits: a caller that prints much waits for it now and then, so that the memory does not fill up. */
  room(): Promise<void> {
    if (this.#waiting < ROOM) return Promise.resolve()
    return new Promise(resolve => this.#roomWanted.push(resolve))
  }

  /** Resolves when everything was written. */
  flushed(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve()
    return new Promise(resolve => this.#emptyWanted.push(resolve))
  }

  #send(text: string): void {
    this.#inFlight += text.length
    this.#sink.write(text, () => {
      this.#inFlight -= text.length
      this.#written()
    })
  }

  #takeFilling(): string {
    const text = this.#filling
    this.#filling = ''
    return text
  }

  #written(): void {
    while (this.#waiting > 0 && this.#inFlight < IN_FLIGHT) {
      const next = this.#chunks.shift() ?? this.#takeFilling()
      this.#waiting -= next.length
      this.#send(next)
    }
    if (this.#waiting < ROOM) release(this.#roomWanted)
    if (this.#inFlight === 0) release(this.#emptyWanted)
  }
}

function release(waiting: (() => void)[]): void {
  for (const resolve of waiting.splice(0)) resolve()
}

/** Standard output of this process: everything that is printed goes through it, so that it stays in order. */
export const stdout = new LineWriter({ write: (text, done) => process.stdout.write(text, done) })
