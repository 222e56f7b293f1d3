import type { Edit } from './operators.ts'
import { type Breakable, placesIn } from './places.ts'

/** One change of one file. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly operator: string
  readonly edit: Edit
  /** What stands there, and what stands there instead, each on one line. */
  readonly before: string
  readonly after: string
}

/** Draws places without end, none twice: a file by the size of its code, one of its places, one way to break it. */
export function* drawMutants(files: Readonly<Record<string, string>>, random: () => number): Generator<Mutant> {
  const left = new Map<string, Breakable>(
    Object.entries(files)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, text]) => [file, placesIn(file, text)] as const)
      .filter(([, { places }]) => places.length > 0),
  )
  while (left.size > 0) {
    const [file, { places, size }] = byWeight([...left], random)
    const place = places[Math.floor(random() * places.length)]
    const edit = place?.edits[Math.floor(random() * place.edits.length)]
    if (place === undefined || edit === undefined) continue
    const rest = places.filter(other => other !== place)
    if (rest.length > 0) left.set(file, { places: rest, size })
    else left.delete(file)
    const before = oneLine((files[file] ?? '').slice(edit.start, edit.end))
    yield { file, line: place.line, operator: place.operator, edit, before, after: oneLine(edit.text) }
  }
}

function byWeight(
  files: readonly (readonly [string, Breakable])[],
  random: () => number,
): readonly [string, Breakable] {
  let rest = random() * files.reduce((sum, [, { size }]) => sum + size, 0)
  const found = files.find(([, { size }]) => {
    rest -= size
    return rest < 0
  })
  const chosen = found ?? files.at(-1)
  if (chosen === undefined) throw new Error('no file to draw from')
  return chosen
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')
