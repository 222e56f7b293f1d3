import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from '../../script/setup/setup-error.ts'

/** Notes in the cache about demos that are up: a file each, named by the process id of its `unshare`. */
export class KeptDemos {
  readonly #folder: string

  constructor(cache: string) {
    this.#folder = path.join(cache, 'demos')
  }

  /** Notes one; the note is taken away by what is returned. */
  note(pid: number): () => void {
    mkdirSync(this.#folder, { recursive: true })
    const file = path.join(this.#folder, String(pid))
    writeFileSync(file, '')
    return () => rmSync(file, { force: true })
  }

  /** Process id of the first process inside the newest one that is up. Throws a `SetupError` when none is. */
  newest(): number {
    for (const pid of this.#noted()) {
      const inside = childOf(pid)
      if (inside !== undefined) return inside
      rmSync(path.join(this.#folder, String(pid)), { force: true })
    }
    throw new SetupError('no demo is up; start one with "script/demo --keep"')
  }

  /** The newest first: by their notes, since process ids begin anew now and then. */
  #noted(): number[] {
    if (!existsSync(this.#folder)) return []
    return readdirSync(this.#folder)
      .map(name => ({ pid: Number(name), since: statSync(path.join(this.#folder, name)).mtimeMs }))
      .toSorted((one, other) => other.since - one.since)
      .map(({ pid }) => pid)
  }
}

/** The only child of an `unshare --fork` that is still there. */
function childOf(pid: number): number | undefined {
  try {
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('unshare')) return undefined
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return child === undefined || child === '' ? undefined : Number(child)
  } catch {
    return undefined // It has ended.
  }
}
