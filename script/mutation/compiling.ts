import { edited } from './places.ts'
import type { Mutant } from './sample.ts'
import type { Workspace } from './workspace.ts'

/** Files that are broken together for one check of the types, which takes as long for one. */
const TOGETHER = 12

/** The first `count` mutants that compile, as they are found; the others need no test and are counted by `onDiscarded`. */
export async function* compilingMutants(
  workspace: Workspace,
  drawn: Generator<Mutant>,
  count: number,
  onDiscarded: (mutants: number) => void,
): AsyncGenerator<Mutant, undefined> {
  let found = 0
  let next: Mutant[] = []
  while (found < count) {
    const batch = new Map<string, Mutant>()
    const later: Mutant[] = []
    for (const mutant of next) batch.has(mutant.file) ? later.push(mutant) : batch.set(mutant.file, mutant)
    while (batch.size < TOGETHER && later.length < TOGETHER) {
      const { value, done } = drawn.next()
      if (done === true) break
      if (batch.has(value.file)) later.push(value)
      else batch.set(value.file, value)
    }
    next = later
    if (batch.size === 0) return
    const good = await compiling(workspace, [...batch.values()])
    onDiscarded(batch.size - good.length)
    yield* good.slice(0, count - found)
    found += good.length
  }
}

/**
 * Those of a batch, each in another file, whose own file has no error. Where an error is anywhere else, the others are
 * checked again without those, then in halves: what does not compile seldom breaks only files that it is not in.
 */
async function compiling(workspace: Workspace, batch: readonly Mutant[]): Promise<readonly Mutant[]> {
  if (batch.length === 0) return []
  const wrong = await broken(workspace, batch)
  const good = batch.filter(({ file }) => !wrong.includes(file))
  const elsewhere = wrong.some(file => !batch.some(mutant => mutant.file === file))
  if (!elsewhere) return good
  if (batch.length === 1) return []
  if (good.length < batch.length) return compiling(workspace, good)
  const half = Math.ceil(batch.length / 2)
  return [...(await compiling(workspace, batch.slice(0, half))), ...(await compiling(workspace, batch.slice(half)))]
}

async function broken(workspace: Workspace, batch: readonly Mutant[]): Promise<readonly string[]> {
  const texts = batch.map(({ file }) => workspace.read(file))
  for (const [at, { file, edit }] of batch.entries()) workspace.write(file, edited(texts[at] ?? '', edit))
  try {
    return await workspace.compile()
  } finally {
    for (const [at, { file }] of batch.entries()) workspace.write(file, texts[at] ?? '')
  }
}
