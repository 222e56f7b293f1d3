import path from 'node:path'

const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g

/** The files that a module reaches by relative imports, itself included, in the order of their names. */
export function closureOf(file: string, read: (file: string) => string | undefined): readonly string[] {
  const reached = new Set<string>()
  const left = [file]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (reached.has(next)) continue
    const text = read(next)
    if (text === undefined) continue
    reached.add(next)
    for (const [, to = ''] of text.matchAll(IMPORTED)) left.push(path.join(path.dirname(next), to))
  }
  return [...reached].toSorted()
}
