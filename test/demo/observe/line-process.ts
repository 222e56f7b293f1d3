import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A process of the demo that prints one JSON value a line and ends when its standard input is closed. */
export class LineProcess<T> {
  /** Everything it has printed. */
  readonly values: T[] = []
  readonly #child
  readonly #exited: Promise<number>
  #look: () => void = () => undefined

  /** Starts a TypeScript file on this node. */
  constructor(file: string, args: readonly string[]) {
    this.#child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('close', code => resolve(code ?? 1))
    })
    createInterface({ input: this.#child.stdout }).on('line', line => {
      this.values.push(JSON.parse(line) as T)
      this.#look()
    })
    this.#exited.then(
      () => this.#look(),
      () => this.#look(),
    )
  }

  /** Resolves with the first value that fits, past or to come; undefined when the process ends or `patienceMs` pass first. */
  async first(fits: (value: T) => boolean, patienceMs: number): Promise<T | undefined> {
    return new Promise(resolve => {
      const timer = setTimeout(() => settle(undefined), patienceMs)
      const settle = (value: T | undefined): void => {
        clearTimeout(timer)
        this.#look = () => undefined
        resolve(value)
      }
      this.#look = () => {
        const found = this.values.find(fits)
        if (found !== undefined || this.#child.exitCode !== null) settle(found)
      }
      this.#look()
    })
  }

  /** Closes its standard input and resolves with the last thing it printed. */
  async stop(): Promise<T | undefined> {
    this.#child.stdin.end()
    await this.#exited
    return this.values.at(-1)
  }
}
