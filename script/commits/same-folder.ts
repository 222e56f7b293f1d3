import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Whether two folders hold the same files with the same bytes. */
export function isSameFolder(one: string, other: string): boolean {
  const [left, right] = [filesIn(one), filesIn(other)]
  if (left.join('\n') !== right.join('\n')) return false
  return left.every(file => readFileSync(path.join(one, file)).equals(readFileSync(path.join(other, file))))
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()
}
