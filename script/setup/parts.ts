import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'

/** How many builds of a part are kept unless it is said, so that going back to another branch costs nothing. */
const KEPT = 3

/**
 * What was built, each build in a folder named by the part and the key of what it was built from. A folder is there
 * whole or not at all: it is filled under another name and renamed.
 */
export class Parts {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Where the build of `part` from `key` is, or will be. */
  path(part: string, key: string): string {
    return path.join(this.#folder, `${part}-${key}`)
  }

  has(part: string, key: string): boolean {
    return existsSync(this.path(part, key))
  }

  /** Lets `fill` make the part in an empty folder, then puts that in place. Only one process may build at a time. */
  async build(part: string, key: string, fill: (folder: string) => Promise<void>, kept = KEPT): Promise<void> {
    const partial = path.join(this.#folder, `${part}.partial`)
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    await fill(partial)
    rmSync(this.path(part, key), { recursive: true, force: true })
    renameSync(partial, this.path(part, key))
    this.#prune(part, kept)
  }

  #prune(part: string, kept: number): void {
    const now = new Date()
    const builds = readdirSync(this.#folder)
      .filter(name => name.startsWith(`${part}-`) && /^[0-9a-f]{16}$/.test(name.slice(part.length + 1)))
      .map(name => path.join(this.#folder, name))
      .map(folder => ({ folder, age: now.getTime() - statSync(folder).mtimeMs }))
      .toSorted((a, b) => a.age - b.age)
    const [newest] = builds
    if (newest !== undefined) utimesSync(newest.folder, now, now)
    for (const old of builds.slice(kept)) rmSync(old.folder, { recursive: true, force: true })
  }
}
