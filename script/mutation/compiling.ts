import { edited } from './places.ts'
import type { Mutant } from './sample.ts'
import type { Workspace } from './workspace.ts'

/** Files that are broken together for one check of the types, which takes as long for one. */
const TOGETHER = 12

/** The first `count` mutants that compile; the others need no test. */
export async function compilingMutants(workspace: Workspace, drawn: Generator<Mutant>, count: number) {
  const mutants: Mutant[] = []
  let discarded = 0
  let next: Mutant[] = []
  while (mutants.length < count) {
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
    if (batch.size === 0) break
    const good = await compiling(workspace, [...batch.values()])
    discarded += batch.size - good.length
    mutants.push(...good)
  }
  return { mutants: mutants.slice(0, count), discarded }
}

/** Those of a batch, each in another file, whose own file has no error; one by one where an error is anywhere else. */
async function compiling(workspace: Workspace, batch: readonly Mutant[]): Promise<readonly Mutant[]> {
  const wrong = await broken(workspace, batch)
  const elsewhere = wrong.some(file => !batch.some(mutant => mutant.file === file))
  if (!elsewhere) return batch.filter(({ file }) => !wrong.includes(file))
  if (batch.length === 1) return []
  const good: Mutant[] = []
  for (const mutant of batch) good.push(...(await compiling(workspace, [mutant])))
  return good
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
